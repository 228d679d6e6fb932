import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { SharedLimitTerms } from '../../domain/campaign/terms.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CampaignId, RewardId } from '../../domain/ids.ts';
import type { Asset } from '../../domain/money.ts';
import { checkInvariants } from '../../store/ledger/check-invariants.ts';
import { query } from '../../store/query.ts';
import { redPacket } from '../support/terms.ts';
import { budgetOf, createStore, op, payingTerms, redeem, type Store } from './fixture.ts';

let store: Store;
beforeAll(async () => {
  store = await createStore();
});
afterAll(() => store.close());

const atOnce = 50;
const perReward = 100;
const yuan = 'CNY/2' as Asset;
const inCampaign = { kind: 'scope', scope: 'campaign' } as const;
const why = { actor: 'olga', reason: 'refund' };
let campaigns = 0;

/** Codes of a campaign that gives two rewards for each redemption, bound by one limit together. */
async function codesUnder(limit: SharedLimitTerms): Promise<CodeRow[]> {
  campaigns += 1;
  const campaign = `shared-${String(campaigns)}` as CampaignId;
  const when = { milestones: ['redeemed'], condition: null };
  const rewards = ['first', 'second'].map((id) => ({ ...redPacket, id, when, caps: [] }));
  const plain = payingTerms({ campaign, rewards, limits: [limit] });
  const terms = {
    ...{ ...plain, budget: budgetOf(1_000_000) },
    code: { ...plain.code, channels: ['flyer'], parameters: ['store'], perPerson: atOnce },
  };
  await store.publish(terms);
  const codes: CodeRow[] = [];
  for (let n = 0; n < atOnce; n += 1) {
    const carried = { channel: 'flyer', parameters: { store: 'west' } };
    codes.push((await store.issue(terms, 'ann', carried)).code);
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

async function giveBack(codes: readonly CodeRow[], rewards: readonly Granted[]): Promise<void> {
  const back = rewards.map(({ id, code }) => {
    const row = codes.find((one) => one.id === code);
    if (row === undefined) throw new Error('the reward is of another code');
    return store.commit(row, [{ kind: 'reverse', opId: op(), reward: id, ...why }]);
  });
  await Promise.all(back);
}

const limits: readonly (readonly [string, number, SharedLimitTerms])[] = [
  [
    'the last unit of an amount a day',
    5,
    { of: inCampaign, every: 'day', unit: 'amount', max: 5 * perReward + 99, asset: yuan },
  ],
  [
    'so many a person',
    7,
    {
      ...{ of: { kind: 'scope', scope: 'person' }, every: 'week' },
      unit: 'count',
      max: 7,
      asset: null,
    },
  ],
  [
    'so many a channel',
    1,
    { of: { kind: 'channel' }, every: 'hour', unit: 'count', max: 1, asset: yuan },
  ],
  [
    'so many a store',
    9,
    { of: { kind: 'parameter', name: 'store' }, every: null, unit: 'count', max: 9, asset: null },
  ],
];

describe.each(limits)('%s', (_, max, limit) => {
  it(`is given to ${String(max)} rewards, whichever of ${String(atOnce)} redemptions at once is first`, async () => {
    const codes = await codesUnder(limit);
    const [{ campaign } = { campaign: '' as CampaignId }] = codes;
    await redeemAll(codes, 'first');
    const first = await granted(campaign);
    expect(first).toHaveLength(max);
    await Promise.all([giveBack(codes, first.slice(0, 3)), redeemAll(codes, 'second')]);
    expect((await granted(campaign)).length).toBeLessThanOrEqual(max);
    await redeemAll(codes, 'third');
    expect(await granted(campaign)).toHaveLength(max);
    expect(await checkInvariants(store.pool)).toEqual([]);
  });
});

it('one commit of many redemptions takes as much as one after the other', async () => {
  const limit = { of: inCampaign, every: 'day', unit: 'count', max: 5, asset: null } as const;
  const [code] = await codesUnder(limit);
  if (code === undefined) throw new Error('codes were issued');
  await store.commit(
    code,
    ['a', 'b', 'c', 'd'].map((name) => redeem(`${name}-${code.campaign}`)),
  );
  expect(await granted(code.campaign)).toHaveLength(5);
  expect(await checkInvariants(store.pool)).toEqual([]);
});
