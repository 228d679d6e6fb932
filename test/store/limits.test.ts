import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { LimitTerms, RewardTerms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { plus } from '../../domain/time.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { budgetOf, createStore, op, payingTerms, redeem, start, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const hour = 3_600_000;

let campaigns = 0;
async function codesOf(reward: Partial<RewardTerms>, count: number): Promise<CodeRow[]> {
  campaigns += 1;
  const campaign = `limited-${String(campaigns)}` as CampaignId;
  const terms = payingTerms({ campaign, budget: budgetOf(1_000_000) }, reward);
  await store.publish(terms);
  const codes: CodeRow[] = [];
  for (let at = 0; at < count; at += 1) {
    codes.push((await store.issue(terms, `holder-${String(at)}`)).code);
  }
  return codes;
}

/** How many rewards one redemption of each code earned, all at once. */
async function redeemAll(codes: readonly CodeRow[], at: number, name: string): Promise<number> {
  const done = await Promise.all(
    codes.map((code, index) =>
      store.commit(code, [redeem(`${name}-${String(index)}`)], plus(start, at)),
    ),
  );
  return done.reduce((sum, { decided }) => sum + decided.writes.rewards.size, 0);
}

describe('a limit over many codes at once', () => {
  it('lets through exactly as many as an hour allows, and as many again in the next', async () => {
    const limit: LimitTerms = {
      ...{ of: { kind: 'scope', scope: 'campaign' }, every: 'hour', unit: 'count', max: 7 },
    };
    const codes = await codesOf({ limits: [limit] }, 30);
    expect(await redeemAll(codes, hour - 1, 'first')).toBe(7);
    expect(await redeemAll(codes, hour, 'second')).toBe(7);
    expect(await redeemAll(codes, hour + 1, 'third')).toBe(0);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });

  it('holds an amount to the last unit that fits', async () => {
    const limit: LimitTerms = {
      ...{ of: { kind: 'scope', scope: 'campaign' }, every: 'day', unit: 'amount', max: 1_050 },
    };
    const codes = await codesOf({ limits: [limit] }, 30);
    expect(await redeemAll(codes, 1000, 'guest')).toBe(10);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});

it('months of a recurring reward are booked once each, and a percentage of what was reported', async () => {
  const [code] = await codesOf(
    {
      when: { milestones: ['registered'], condition: null },
      recurring: { months: 3 },
      schedule: {
        ...{ kind: 'percent', milestone: 'registered', property: null, basisPoints: 250 },
        ...{ floor: minorUnits(100), ceiling: minorUnits(500) },
      },
    },
    1,
  );
  if (code === undefined) throw new Error('one code was issued');
  const invitee = 'bob' as SubjectId;
  const { row } = await store.commit(code, [redeem('bob')]);
  const milestone = 'registered';
  const report = {
    ...({ kind: 'milestone', opId: op(), invitee, milestone } as const),
    purchaseAmountMinor: 12_345,
  };
  const { decided } = await store.commit(row, [report]);
  const rewards = [...decided.writes.rewards.values()];
  expect(rewards.map(({ minor }) => minor)).toEqual([308, 308, 308]);
  expect(new Set(rewards.map(({ id }) => id)).size).toBe(3);
  expect(await checkInvariants(store.pool)).toEqual([]);
});
