import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type pg from 'pg';

import { deliverPayouts } from '../../activities/deliver/deliver-payouts.ts';
import type { Asset, MinorUnits } from '../../domain/money.ts';
import type { RewardId } from '../../domain/ids.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { createPool, withTransaction } from '../../store/pool.ts';
import { queryOne } from '../../store/query.ts';
import { claimPayouts } from '../../store/payouts/claim-payouts.ts';
import { fullMinutes } from '../../store/payouts/full-minute.ts';
import { markSending, type MinuteBounds } from '../../store/payouts/mark-sending.ts';
import { putOffPayout } from '../../store/payouts/put-off-payout.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  booked,
  control,
  freshSecret,
  paidCounts,
  providerOf,
  quick,
  seedPayouts,
  steady,
} from './fixture.ts';

const provider = 'sandbox';
let database: TestDatabase;
let pool: pg.Pool;
let sandbox: Sandbox;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url);
  sandbox = await startSandbox({ secret: freshSecret() });
});
afterAll(async () => {
  await sandbox.stop();
  await pool.end();
  await database.drop();
});
beforeEach(async () => {
  await control(sandbox, 'reset', {});
  await pool.query(`UPDATE payout SET state = 'failed' WHERE state NOT IN ('paid', 'reconciled')`);
  await beginMinute();
});

/** A minute that lasts as long as the test needs: no clock comes to its end. */
async function beginMinute(minute = 100_000_000): Promise<void> {
  await pool.query(
    `INSERT INTO payout_pace (provider, minute) VALUES ($1, $2)
     ON CONFLICT (provider) DO UPDATE SET minute = $2, payouts = 0, minor = '{}', full_of = NULL,
       full_bound = NULL`,
    [provider, minute],
  );
}

const cny = (minor: number): MinuteBounds => ({
  payouts: null,
  money: [{ asset: 'CNY/2' as Asset, minor: minor as MinorUnits }],
});

function page(perMinute: MinuteBounds, worker = 'test') {
  const settings = { ...quick, perMinute, leaseMs: 20_000 };
  const delivery = { pool, provider: providerOf(sandbox), settings };
  return deliverPayouts(delivery, { provider, worker }, steady);
}

async function paid(): Promise<number> {
  const counts = Object.values(await paidCounts(sandbox));
  expect(counts.filter((count) => count !== 1)).toEqual([]);
  return counts.length;
}

it('four workers together hand over no more payouts in a minute than its bound', async () => {
  await seedPayouts(pool, provider, { count: 60 });
  const bounds: MinuteBounds = { payouts: 10, money: [] };
  for (const nth of [1, 2, 3, 4]) {
    await beginMinute(100_000_000 + nth);
    await Promise.all(['a', 'b', 'c', 'd'].map((worker) => page({ ...bounds }, worker)));
    while ((await page(bounds)).claimed > 0);
    expect(await paid()).toBe(10 * nth);
  }
  const again = await page(bounds);
  expect(again).toMatchObject({ claimed: 0, unreachable: false });
  expect(again.nextInMs).toBeGreaterThan(1_000);
  expect(await fullMinutes(pool)).toMatchObject([
    { provider, of: 'payouts', bound: 10, used: 10, waiting: 20 },
  ]);
});

it('of two that take the last room of a minute at once, the second finds it taken', async () => {
  await seedPayouts(pool, provider, { count: 2 });
  const perMinute: MinuteBounds = { payouts: 1, money: [] };
  const settings = { leaseMs: 20_000, perMinute };
  const claimed = await claimPayouts(pool, { provider, limit: 2, worker: 'test', leaseMs: 20_000 });
  const [first, second] = claimed;
  if (first === undefined || second === undefined) throw new Error('two were to be claimed');
  const { both } = await withTransaction(pool, async (db) => {
    await db.query('SELECT FROM payout_pace WHERE provider = $1 FOR UPDATE', [provider]);
    const marks = [first, second].map((claim) => markSending(pool, claim, settings));
    await expect.poll(lockedOut, { timeout: 5_000 }).toBe(2);
    return { both: Promise.all(marks) };
  });
  expect((await both).sort()).toEqual(['full', 'sending']);
});

async function lockedOut(): Promise<number | undefined> {
  const text = `SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return (await queryOne<{ count: number }>(database.pool, text))?.count;
}

it('four workers together hand over no more money in a minute than its bound', async () => {
  await seedPayouts(pool, provider, { count: 40, minor: 300 });
  await Promise.all(['a', 'b', 'c', 'd'].map((worker) => page(cny(2_000), worker)));
  while ((await page(cny(2_000))).claimed > 0);
  expect(await paid()).toBe(6);
  expect(await fullMinutes(pool)).toMatchObject([
    { of: 'CNY/2', bound: 2_000, used: 1_800, waiting: 34 },
  ]);
});

it('a minute that is over leaves no trace in the next', async () => {
  await seedPayouts(pool, provider, { count: 3 });
  await beginMinute(1);
  await pool.query(`UPDATE payout_pace SET payouts = 3, full_of = 'payouts', full_bound = 3`);
  expect(await page({ payouts: 3, money: [] })).toMatchObject({ claimed: 3, delivered: 3 });
});

it('asking again about a payout in doubt takes no room, and a full minute does not keep it waiting', async () => {
  const [reward] = await seedPayouts(pool, provider);
  const bounds: MinuteBounds = { payouts: 1, money: [] };
  const claim = { provider, limit: 10, worker: 'test', leaseMs: 20_000 };
  const settings = { leaseMs: 20_000, perMinute: bounds };
  const [first] = await claimPayouts(pool, claim);
  if (first === undefined) throw new Error('one payout was to be claimed');
  expect(await markSending(pool, first, settings)).toBe('sending');
  await putOffPayout(pool, first, { state: 'unknown', reason: 'no answer', retryMs: 0 });
  await seedPayouts(pool, provider);
  expect(await page(bounds)).toMatchObject({ delivered: 1 });
  while ((await page(bounds)).claimed > 0);
  expect(await paidCounts(sandbox)).toEqual({ [reward as RewardId]: 1 });
});

it('a payout that no minute has room for is nothing to wait for', async () => {
  const [large] = await seedPayouts(pool, provider, { minor: 2_001 });
  await seedPayouts(pool, provider, { minor: 2_000 });
  while ((await page(cny(2_000))).claimed > 0);
  expect(await booked(pool, large as RewardId)).toMatchObject({ payout: 'failed', attempts: 0 });
  expect((await booked(pool, large as RewardId)).error).toContain('USHER_PAYOUT_MONEY_PER_MINUTE');
  expect(await paid()).toBe(1);
});
