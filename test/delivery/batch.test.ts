import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type pg from 'pg';

import type { Nudge } from '../../activities/deliver/nudge.ts';
import { turnPage, type Batches } from '../../activities/deliver/run-batch.ts';
import type { BatchName, BatchTiming } from '../../domain/delivery/batch.ts';
import type { CampaignId, RewardId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { loadBatch } from '../../store/payouts/batch-row.ts';
import { previewBatch } from '../../store/payouts/preview-batch.ts';
import { createPool } from '../../store/pool.ts';
import { query } from '../../store/query.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { booked, seedBatch, seedCampaign, seedRewards } from './fixture.ts';

const monday = instant(1_000_000);
const all = { asOf: monday, max: [] };
let database: TestDatabase;
let pool: pg.Pool;
let nudges: string[] = [];
let batches: Batches;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url);
  const nudge: Nudge = {
    payouts: (provider) => {
      nudges.push(provider);
      return Promise.resolve();
    },
    messages: () => Promise.resolve(),
  };
  batches = { pool, nudge, cashProvider: 'sandbox', batchPageSize: 7 };
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});
afterEach(() => {
  nudges = [];
});

async function runAll(
  campaign: CampaignId,
  timing: BatchTiming,
  asOf: Instant,
): Promise<{ due: number; paid: number }> {
  return runOn(await seedBatch(pool, { campaign, timing, asOf }));
}

async function runOn(batch: BatchName): Promise<{ due: number; paid: number }> {
  for (;;) {
    const { state, due, paid } = await turnPage(batches, batch);
    if (state === 'done') return { due, paid };
  }
}

async function states(rewards: readonly RewardId[]): Promise<string[]> {
  return Promise.all(rewards.map(async (reward) => (await booked(pool, reward)).reward));
}

/** 20 points and 10 cash rewards that fit the batch, and one of each kind that does not. */
async function seedMixed(campaign: CampaignId): Promise<{
  readonly points: RewardId[];
  readonly cash: RewardId[];
  readonly others: RewardId[];
}> {
  const held = { state: 'held', timing: 'weekly', dueAt: monday } as const;
  const points = await seedRewards(pool, campaign, {
    ...held,
    count: 20,
    kind: 'points',
    minor: 5,
  });
  const cash = await seedRewards(pool, campaign, {
    ...held,
    count: 10,
    minor: 300,
    beneficiary: 'person-b',
    dueAt: monday - 1,
  });
  const elsewhere = await seedCampaign(pool);
  const others = [
    ...(await seedRewards(pool, campaign, { ...held, dueAt: monday + 1 })),
    ...(await seedRewards(pool, campaign, { ...held, timing: 'after-campaign' })),
    ...(await seedRewards(pool, campaign, { ...held, timing: 'instant' })),
    ...(await seedRewards(pool, campaign, { ...held, state: 'voided' })),
    ...(await seedRewards(pool, elsewhere, held)),
  ];
  return { points, cash, others };
}

describe('a payout batch', () => {
  it('pays exactly what fits: its campaign, its timing, due by then, and still held', async () => {
    const campaign = await seedCampaign(pool);
    const { points, cash, others } = await seedMixed(campaign);
    expect(await runAll(campaign, 'weekly', monday)).toEqual({ due: 10, paid: 20 });
    expect(new Set(await states(points))).toEqual(new Set(['paid']));
    expect(new Set(await states(cash))).toEqual(new Set(['due']));
    expect(await states(others)).toEqual(['held', 'held', 'held', 'voided', 'held']);
    for (const reward of points) {
      expect(await booked(pool, reward)).toMatchObject({ posts: 1, posted: 5, payout: null });
    }
    for (const reward of cash) {
      expect(await booked(pool, reward)).toMatchObject({ posts: 0, payout: 'due' });
    }
    expect(nudges).toContain('sandbox');
  });

  it('finds nothing when it is run again', async () => {
    const campaign = await seedCampaign(pool);
    await seedMixed(campaign);
    await runAll(campaign, 'weekly', monday);
    expect(await runAll(campaign, 'weekly', monday)).toEqual({ due: 0, paid: 0 });
  });

  it('goes on where it was cut off, and nudges for what was due before the cut', async () => {
    const campaign = await seedCampaign(pool);
    const { points, cash } = await seedMixed(campaign);
    const lost: Nudge = { ...batches.nudge, payouts: () => Promise.reject(new Error('cut off')) };
    const batch = await seedBatch(pool, { campaign, timing: 'weekly', asOf: monday });
    const toTheCut = async (): Promise<void> => {
      while ((await turnPage({ ...batches, nudge: lost }, batch)).state !== 'done');
    };
    await expect(toTheCut()).rejects.toThrow('cut off');
    expect(await runOn(batch)).toEqual({ due: 10, paid: 20 });
    expect(new Set(await states([...points, ...cash]))).toEqual(new Set(['paid', 'due']));
    for (const reward of points) expect((await booked(pool, reward)).posts).toBe(1);
    expect(nudges.at(-1)).toBe('sandbox');
  });

  it('pays nothing twice when four run at once', async () => {
    const campaign = await seedCampaign(pool);
    const { points } = await seedMixed(campaign);
    const runs = await Promise.all(
      Array.from({ length: 4 }, () => runAll(campaign, 'weekly', monday)),
    );
    expect(runs.reduce((sum, { due }) => sum + due, 0)).toBe(10);
    expect(runs.reduce((sum, { paid }) => sum + paid, 0)).toBe(20);
    for (const reward of points) expect((await booked(pool, reward)).posts).toBe(1);
  });

  it('waits for a commit that takes a reward back, and leaves that reward alone', async () => {
    const campaign = await seedCampaign(pool);
    const held = { state: 'held', timing: 'weekly', kind: 'points' } as const;
    const [reward] = await seedRewards(pool, campaign, held);
    if (reward === undefined) throw new Error('nothing seeded');
    const commit = await pool.connect();
    await commit.query('BEGIN');
    await commit.query('SELECT 1 FROM code WHERE id = $1 FOR UPDATE', [reward.split('.')[0]]);
    const running = runAll(campaign, 'weekly', monday);
    const early = await Promise.race([
      running.then(() => 'done'),
      new Promise((resolve) => setTimeout(resolve, 200, 'waiting')),
    ]);
    await commit.query(`UPDATE reward SET state = 'voided' WHERE id = $1`, [reward]);
    await commit.query('COMMIT');
    commit.release();
    expect(early).toBe('waiting');
    expect(await running).toEqual({ due: 0, paid: 0 });
    expect(await booked(pool, reward)).toMatchObject({ reward: 'voided', posts: 0 });
  });

  it('after the campaign pays what its end has made due', async () => {
    const campaign = await seedCampaign(pool);
    const held = { state: 'held', timing: 'after-campaign', kind: 'virtual-item' } as const;
    const rewards = await seedRewards(pool, campaign, { ...held, count: 3, dueAt: monday });
    const early = instant(monday - 1);
    expect(await runAll(campaign, 'after-campaign', early)).toEqual({ due: 0, paid: 0 });
    expect(await runAll(campaign, 'after-campaign', monday)).toEqual({ due: 0, paid: 3 });
    expect(new Set(await states(rewards))).toEqual(new Set(['paid']));
  });
});

describe('a batch with a limit', () => {
  it('takes what its preview says, and leaves the rest for the next, reward by reward', async () => {
    const cny = 'CNY/2' as Asset;
    const max = [{ asset: cny, minor: minorUnits(1_000) }];
    const campaign = await seedCampaign(pool, { payouts: { max, approval: null } });
    const held = { state: 'held', timing: 'weekly' } as const;
    const first = await seedRewards(pool, campaign, { ...held, count: 2, minor: 450, dueAt: 1 });
    const next = await seedRewards(pool, campaign, { ...held, count: 2, minor: 101, dueAt: 2 });
    const large = await seedRewards(pool, campaign, { ...held, minor: 1_001, dueAt: 3 });
    const free = await seedRewards(pool, campaign, { ...held, kind: 'points', minor: 9_999 });
    for (const [taken, kept] of [
      [first, 3],
      [next, 1],
    ] as const) {
      const preview = await previewBatch(pool, campaign, { asOf: monday, max });
      const batch = await seedBatch(pool, { campaign, timing: 'weekly', asOf: monday });
      await runOn(batch);
      const { gathered, leftOver } = (await loadBatch(pool, batch)) ?? {};
      expect(preview.totals[0]).toMatchObject({ asset: cny, ...gathered?.[cny] });
      expect(preview.leftOver).toMatchObject([{ asset: cny, ...leftOver?.[cny] }]);
      expect(leftOver?.[cny]).toMatchObject({ rewards: kept, tooLarge: 1 });
      expect(await states(taken)).toEqual(['due', 'due']);
    }
    expect(await states([...free, ...large])).toEqual(['paid', 'held']);
  });
});

describe('the preview of a batch', () => {
  it('says what is then paid, by person and asset, and changes nothing', async () => {
    const campaign = await seedCampaign(pool);
    await seedMixed(campaign);
    const preview = await previewBatch(pool, campaign, all);
    const line = { timing: 'weekly', stream: null, rewards: 10, minor: 3_000, asset: 'CNY/2' };
    expect(preview.lines.filter(({ timing }) => timing === 'weekly')).toEqual([
      { ...line, beneficiary: 'person-b' },
      { ...line, beneficiary: 'person-a', rewards: 20, minor: 100, asset: 'points/0' },
    ]);
    expect(preview.totals).toContainEqual({ ...line, people: 1 });

    await runAll(campaign, 'weekly', monday);
    const turned = await query(
      pool,
      `SELECT timing, stream, beneficiary, asset, count(*) AS rewards, sum(minor)::bigint AS minor
       FROM reward WHERE campaign = $1 AND timing = 'weekly' AND state IN ('due', 'paid')
       GROUP BY timing, stream, beneficiary, asset ORDER BY asset`,
      [campaign],
    );
    expect(turned).toEqual(preview.lines.filter(({ timing }) => timing === 'weekly'));
    const left = await previewBatch(pool, campaign, all);
    expect(left.lines.map(({ timing }) => timing)).toEqual(['after-campaign']);
  });

  it('shows the largest lines only, and totals of everything', async () => {
    const campaign = await seedCampaign(pool);
    const held = { state: 'held', timing: 'weekly' } as const;
    for (const [person, minor] of [100, 300, 200].entries()) {
      await seedRewards(pool, campaign, { ...held, minor, beneficiary: `p${String(person)}` });
    }
    const preview = await previewBatch(pool, campaign, { ...all, linesMax: 2 });
    expect(preview.lines.map(({ minor }) => minor)).toEqual([300, 200]);
    expect(preview.totals).toMatchObject([{ people: 3, rewards: 3, minor: 600 }]);
  });
});
