import { afterAll, beforeAll, expect, it } from 'vitest';

import type { LimitTerms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CampaignId, RewardId } from '../../domain/ids.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import { budgetOf, createStore, op, payingTerms, redeem, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const max = 5;
const atOnce = 16;
let campaigns = 0;

/** Codes that are bound together: of one person, one channel or one store. */
async function boundCodes(of: LimitTerms['of'], every: LimitTerms['every']): Promise<CodeRow[]> {
  campaigns += 1;
  const limits = [{ of, every, unit: 'count', max }] as const;
  const plain = payingTerms({ campaign: `bound-${String(campaigns)}` as CampaignId }, { limits });
  const isOfPerson = of.kind === 'scope';
  const code = {
    ...plain.code,
    ...{ perPerson: atOnce, channels: ['flyer', 'poster'], parameters: ['store'] },
  };
  const terms = { ...plain, code, budget: budgetOf(1_000_000) };
  await store.publish(terms);
  const codes: CodeRow[] = [];
  for (let n = 0; n < atOnce; n += 1) {
    const holder = isOfPerson ? 'ann' : `holder-${String(n)}`;
    const carried = { channel: 'flyer', parameters: { store: 'west' } };
    codes.push((await store.issue(terms, holder, carried)).code);
  }
  return codes;
}

async function redeemAll(codes: readonly CodeRow[], name: string): Promise<void> {
  await Promise.all(
    codes.map((code, n) => store.commit(code, [redeem(`${name}-${String(n)}-${code.campaign}`)])),
  );
}

interface Granted {
  readonly id: RewardId;
  readonly code: CodeRow['id'];
}

/** Rewards that were granted and not taken back. */
function granted(campaign: CampaignId): Promise<readonly Granted[]> {
  const text = `SELECT id, code FROM reward
    WHERE campaign = $1 AND state NOT IN ('voided', 'reversed') ORDER BY id`;
  return query<Granted & Record<string, unknown>>(store.pool, text, [campaign]);
}

it.each([
  ['a person', 'day', { kind: 'scope', scope: 'person' }],
  ['a person', 'week', { kind: 'scope', scope: 'person' }],
  ['a channel', 'day', { kind: 'channel' }],
  ['a channel', 'month', { kind: 'channel' }],
  ['a store', 'week', { kind: 'parameter', name: 'store' }],
  ['a store', 'month', { kind: 'parameter', name: 'store' }],
] as const)(
  'so many rewards of %s and %s are granted as fit, whoever is first and whatever is taken back',
  async (_, every, of) => {
    const codes = await boundCodes(of, every);
    const [{ campaign } = { campaign: '' as CampaignId }] = codes;
    await redeemAll(codes, 'first');
    const first = await granted(campaign);
    expect(first).toHaveLength(max);
    const back = first.slice(0, 3).map(({ id, code }) => {
      const row = codes.find((one) => one.id === code);
      if (row === undefined) throw new Error('the reward is of another code');
      const why = { actor: 'olga', reason: 'refund' };
      return store.commit(row, [{ kind: 'reverse', opId: op(), reward: id, ...why }]);
    });
    await Promise.all([...back, redeemAll(codes, 'second')]);
    expect((await granted(campaign)).length).toBeLessThanOrEqual(max);
    await redeemAll(codes, 'third');
    expect(await granted(campaign)).toHaveLength(max);
    expect(await checkInvariants(store.pool)).toEqual([]);
  },
);
