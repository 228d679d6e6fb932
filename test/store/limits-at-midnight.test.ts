import { afterAll, beforeAll, expect, it } from 'vitest';

import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import { budgetOf, createStore, payingTerms, redeem, start, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const hour = 3_600_000;
const atOnce = 200;
const perReward = 100;
/** Two rewards fit into a day, and half of a third. */
const max = 2.5 * perReward;

/** Codes of one person in a campaign by the clock of this zone, bound by the day. */
async function codesIn(timeZone: string, campaign: CampaignId): Promise<CodeRow[]> {
  const person = { kind: 'scope', scope: 'person' } as const;
  const whole = { kind: 'scope', scope: 'campaign' } as const;
  const plain = payingTerms(
    { campaign, limits: [{ of: whole, every: 'day', unit: 'count', max: 7, asset: null }] },
    { limits: [{ of: person, every: 'day', unit: 'amount', max }] },
  );
  const terms = {
    ...{ ...plain, budget: budgetOf(1_000_000), period: { ...plain.period, timeZone } },
    code: { ...plain.code, perPerson: atOnce },
  };
  await store.publish(terms);
  const codes: CodeRow[] = [];
  for (let n = 0; n < atOnce; n += 1) {
    codes.push((await store.issue(terms, `holder-${String(n % 5)}`)).code);
  }
  return codes;
}

interface Granted {
  readonly at: Instant;
  readonly beneficiary: string;
}

function granted(campaign: CampaignId): Promise<readonly Granted[]> {
  const text = `SELECT granted_at::float8 AS at, beneficiary FROM reward WHERE campaign = $1`;
  return query<Granted & Record<string, unknown>>(store.pool, text, [campaign]);
}

it.each([
  ['Asia/Shanghai', 14],
  ['Europe/Berlin', 21],
  ['America/Sao_Paulo', 1],
])(
  '200 redemptions at once around midnight in %s fill the limits of both days, and no more',
  async (timeZone, hoursToMidnight) => {
    const campaign = `night-${timeZone.replace('/', '-').replace('_', '-').toLowerCase()}`;
    const codes = await codesIn(timeZone, campaign as CampaignId);
    const midnight = plus(start, hoursToMidnight * hour);
    await Promise.all(
      codes.map((code, n) => {
        // Turn by turn in the last and in the first hundredth of a second of two days.
        const offset = n % 2 === 0 ? -1 - (n % 10) : n % 10;
        return store.commit(code, [redeem(`${campaign}-${String(n)}`)], plus(midnight, offset));
      }),
    );
    const all = await granted(campaign as CampaignId);
    for (const day of [
      all.filter(({ at }) => at < midnight),
      all.filter(({ at }) => at >= midnight),
    ]) {
      expect(day).toHaveLength(7);
      for (const holder of new Set(day.map(({ beneficiary }) => beneficiary))) {
        const own = day.filter(({ beneficiary }) => beneficiary === holder);
        expect(own.length).toBeLessThanOrEqual(2);
      }
    }
    expect(await checkInvariants(store.pool)).toEqual([]);
  },
);
