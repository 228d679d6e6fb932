import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { BatchTerms } from '../../domain/campaign/batch-terms.ts';
import type { BatchState, BatchTiming } from '../../domain/delivery/batch.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { instant } from '../../domain/time.ts';
import { beyondBatch, overdueBatches } from '../../store/payouts/overdue-batches.ts';
import { createPool } from '../../store/pool.ts';
import { seedBatch, seedCampaign, seedRewards, type RewardSeed } from '../delivery/fixture.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const now = Date.now();
const max = [{ asset: 'points/0' as Asset, minor: minorUnits(10) }];
const bounded: BatchTerms = { max, approval: null };

let database: TestDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** What a campaign holds, when it ends and what its last batch came to; times are hours before now. */
interface Held extends Omit<RewardSeed, 'dueAt'> {
  readonly due: number;
  readonly ended?: number;
  readonly payouts?: BatchTerms;
  readonly aheadMs?: number;
  readonly last?: { readonly asOf: number; readonly state?: BatchState };
}

async function seed(held: Held): Promise<CampaignId> {
  const { due, ended, payouts, aheadMs = 0, last, ...reward } = held;
  const at = (hours: number) => instant(now + aheadMs - hours * hourMs);
  const campaign = await seedCampaign(pool, {
    clockOffsetMs: aheadMs,
    ...(ended === undefined ? {} : { endsAt: at(ended) }),
    ...(payouts === undefined ? {} : { payouts }),
  });
  await seedRewards(pool, campaign, {
    ...{ state: 'held', kind: 'points', minor: 5, timing: 'weekly', dueAt: at(due) },
    ...reward,
  });
  if (last === undefined) return campaign;
  const timing = (reward.timing ?? 'weekly') as BatchTiming;
  const { number } = await seedBatch(pool, { campaign, timing, asOf: at(last.asOf) });
  const { state = 'done' } = last;
  await pool.query(
    `UPDATE payout_batch SET state = $3, ended_at = CASE WHEN $3 <> 'gathering' THEN now() END
     WHERE campaign = $1 AND number = $2`,
    [campaign, number, state],
  );
  return campaign;
}

async function timings(campaign: CampaignId): Promise<readonly string[]> {
  const found = await overdueBatches(pool, now);
  return found.filter((one) => one.campaign === campaign).map(({ timing }) => timing);
}

const afterwards = { timing: 'after-campaign' } as const;
const week = 7 * 24;

it.each<[string, Held]>([
  ['that no batch has come for', { due: 2 }],
  ['that the last batch has left over a week ago', { due: week + 2, last: { asOf: week + 2 } }],
  ['whose last batch was refused', { due: week + 2, last: { asOf: week + 2, state: 'refused' } }],
  ['of a campaign whose clock is ahead', { due: 2, aheadMs: 90 * dayMs }],
  ['after a campaign', { ...afterwards, due: 2, ended: 40 }],
  ['left over after a campaign', { ...afterwards, due: 26, ended: 26, last: { asOf: 26 } }],
  ['that just fit into a batch', { due: 2, minor: 10, payouts: bounded }],
])('a batch is overdue for what is held %s', async (_, held) => {
  expect(await timings(await seed(held))).toEqual([held.timing ?? 'weekly']);
});

it.each<[string, Held]>([
  ['not due for two hours', { due: 1.9 }],
  ['paid already', { due: 40, state: 'paid' }],
  ['for a batch that is not over', { due: 400, last: { asOf: 400, state: 'gathering' } }],
  ['for the batch of the next week', { due: 40, last: { asOf: week + 1 } }],
  ['for the batch of the next day', { ...afterwards, due: 40, ended: 40, last: { asOf: 25 } }],
  ['for the end of a campaign that was put off', { ...afterwards, due: 40, ended: -1 }],
  ['more than a whole batch may pay', { due: 40, minor: 11, payouts: bounded }],
])('no batch is overdue for what is %s', async (_, held) => {
  expect(await timings(await seed(held))).toEqual([]);
});

it('what is due and more than a whole batch may pay is told', async () => {
  const campaign = await seed({ due: 40, minor: 11, count: 2, payouts: bounded });
  await seedRewards(pool, campaign, {
    ...{ state: 'held', kind: 'points', minor: 12, timing: 'weekly', dueAt: now },
  });
  const found = await beyondBatch(pool, now);
  expect(found.filter((one) => one.campaign === campaign)).toEqual([
    { campaign, timing: 'weekly', rewards: 2 },
  ]);
});
