import { afterAll, beforeAll, expect, it } from 'vitest';
import type pg from 'pg';

import {
  claimReconciliation,
  finishReconciliation,
  payoutGates,
  type ReconciliationTurn,
} from '../../store/payouts/gate.ts';
import { markSending } from '../../store/payouts/mark-sending.ts';
import { createPool } from '../../store/pool.ts';
import { seedPayouts } from '../delivery/fixture.ts';
import { copyDatabase, createTestDatabase, type TestDatabase } from '../support/database.ts';

const provider = 'sandbox';
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

async function claim(db = pool): Promise<ReconciliationTurn> {
  const turn = await claimReconciliation(db, provider, 0);
  if (turn === undefined) throw new Error('no turn');
  return turn;
}

function finish(db: pg.Pool, turn: ReconciliationTurn, complete: boolean): Promise<void> {
  return finishReconciliation(db, provider, { turn, complete, askedPast: null, report: {} });
}

it('a copy of a database sends nothing before all was compared there', async () => {
  const [key = ''] = await seedPayouts(pool, provider);
  await pool.query(`UPDATE payout SET state = 'intent', fence = 1`);
  await finish(pool, await claim(), true);
  const copy = await copyDatabase(database.url);
  const restored = createPool(copy.url);
  const send = () =>
    markSending(
      restored,
      { key, fence: 1 },
      { leaseMs: 1, perMinute: { payouts: null, money: [] } },
    );
  try {
    expect(await send()).toBe('held');
    await finish(restored, await claim(restored), false);
    expect(await send()).toBe('held');
    expect(await payoutGates(restored)).toMatchObject([{ held: true, moved: true }]);
    await finish(restored, await claim(restored), true);
    expect(await send()).toBe('sending');
    expect(await payoutGates(restored)).toMatchObject([{ held: false, moved: false }]);
  } finally {
    await restored.end();
    await copy.drop();
  }
});

it('is compared from the last time that all was seen, or from when the database was made', async () => {
  await database.pool.query('DELETE FROM payout_gate');
  const { rows } = await pool.query('SELECT min(applied_at) AS at FROM schema_migration');
  const first = await claim();
  expect([{ at: first.formerAt }]).toEqual(rows);
  await finish(pool, first, false);
  expect((await claim()).formerAt).toEqual(first.formerAt);
  await finish(pool, first, true);
  expect((await claim()).formerAt).toEqual(first.startedAt);
});

it('what has moved is compared at once, and again every minute until all was seen', async () => {
  const due = () => claimReconciliation(pool, provider, 15 * 60_000);
  const set = (what: string) => pool.query(`UPDATE payout_gate SET ${what}`);
  await finish(pool, await claim(), true);
  expect(await due()).toBeDefined();
  expect(await due()).toBeUndefined();
  await set(`home = 'elsewhere', next_at = next_at - interval '1 minute'`);
  expect(await due()).toBeDefined();
  expect(await due()).toBeUndefined();
  await set(`home = home(), next_at = next_at - interval '1 minute'`);
  expect(await due()).toBeUndefined();
});
