import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type pg from 'pg';

import { deliverPayout, type PayoutDelivery } from '../../activities/deliver/deliver-payout.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { createPool } from '../../store/pool.ts';
import { claimPayouts, type ClaimedPayout } from '../../store/payouts/claim-payouts.ts';
import { markSending } from '../../store/payouts/mark-sending.ts';
import { putOffPayout } from '../../store/payouts/put-off-payout.ts';
import { settlePayout } from '../../store/payouts/settle-payout.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  booked,
  control,
  deliverAll,
  freshSecret,
  paidCounts,
  providerOf,
  quick,
  seedPayouts,
} from './fixture.ts';

let database: TestDatabase;
let pool: pg.Pool;
let sandbox: Sandbox;
let delivery: PayoutDelivery;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url);
  sandbox = await startSandbox({ secret: freshSecret() });
  const settings = { ...quick, leaseMs: 5_000 };
  delivery = { pool, provider: providerOf(sandbox, 5_000), settings };
});
afterAll(async () => {
  await sandbox.stop();
  await pool.end();
  await database.drop();
});
beforeEach(() => control(sandbox, 'reset', {}));

/** The same pool with every statement's fence condition made to hold always. */
function withoutFence(guarded: pg.Pool): {
  readonly pool: pg.Pool;
  readonly removed: () => number;
} {
  let removed = 0;
  const pool = new Proxy(guarded, {
    get: (target, name) => {
      if (name !== 'query') return Reflect.get(target, name) as unknown;
      return (config: pg.QueryConfig) => {
        const text = config.text.replace(/\b(p\.)?fence = (\$\d|claim\.fence)/, '$2::bigint > 0');
        if (text === config.text) return target.query(config);
        removed += 1;
        // A prepared statement keeps the text that its name first had.
        return target.query({ ...config, name: '', text });
      };
    },
  });
  return { pool, removed: () => removed };
}

async function claim(worker: string, leaseMs: number): Promise<ClaimedPayout> {
  const wanted = { provider: 'sandbox', limit: 10, worker, leaseMs };
  const [claimed, ...others] = await claimPayouts(pool, wanted);
  if (claimed === undefined || others.length > 0) throw new Error('one payout was to be claimed');
  return claimed;
}

/**
 * A zombie claims a payout and stops; its lease runs out; another worker takes over, and the answer
 * to its request, which paid, is lost; then the zombie goes on. The provider ignores keys.
 */
async function zombieGoesOn(zombiePool: pg.Pool): Promise<Readonly<Record<string, number>>> {
  const stale = await claim('zombie', 1);
  await sleep(20);
  const fresh = await claim('successor', 5_000);
  await control(sandbox, 'faults', [
    { operation: 'payouts.create', fault: 'cut-after', times: 1 },
    { operation: 'payouts.create', fault: 'ignore-key', times: 5 },
  ]);
  await expect(deliverPayout(delivery, fresh)).resolves.toBe('in-doubt');
  await deliverPayout({ ...delivery, pool: zombiePool }, stale);
  return paidCounts(sandbox);
}

describe('F14 a worker whose lease was taken over', () => {
  it('sends nothing any more, so that even a provider that ignores keys pays once', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    await expect(zombieGoesOn(pool)).resolves.toEqual({ [String(reward)]: 1 });
    await deliverAll(delivery, 'sandbox');
    expect(await paidCounts(sandbox)).toEqual({ [String(reward)]: 1 });
  });

  it('would make such a provider pay twice if the fence were not looked at', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    const { pool: unfenced, removed } = withoutFence(pool);
    await expect(zombieGoesOn(unfenced)).resolves.toEqual({ [String(reward)]: 2 });
    expect(removed()).toBeGreaterThan(0);
  });

  it('cannot write its late result over that of its successor', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    if (reward === undefined) throw new Error('nothing seeded');
    const stale = await claim('zombie', 1);
    await markSending(pool, stale, { ...quick, leaseMs: 1 });
    await sleep(20);
    const fresh = await claim('successor', 5_000);
    await markSending(pool, fresh, { ...quick, leaseMs: 5_000 });

    const refused = { state: 'failed', reason: 'late' } as const;
    await expect(putOffPayout(pool, stale, refused)).resolves.toBe(false);
    const paid = { state: 'paid', providerRef: 'po_late' } as const;
    await expect(settlePayout(pool, stale, paid)).resolves.toBe(false);
    expect(await booked(pool, reward)).toMatchObject({ payout: 'sending', posts: 0 });
    await expect(settlePayout(pool, fresh, paid)).resolves.toBe(true);
    await expect(settlePayout(pool, fresh, paid)).resolves.toBe(false);
    expect(await booked(pool, reward)).toMatchObject({ payout: 'paid', posts: 1 });
  });

  it('books a payment once, however many say at the same time that it was made', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    if (reward === undefined) throw new Error('nothing seeded');
    const claimed = await claim('worker', 5_000);
    await markSending(pool, claimed, { ...quick, leaseMs: 5_000 });
    const paid = { state: 'paid', providerRef: 'po_1' } as const;
    const written = await Promise.all(
      Array.from({ length: 20 }, () => settlePayout(pool, claimed, paid)),
    );
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(await booked(pool, reward)).toMatchObject({ payout: 'paid', posts: 1, posted: 100 });
  });

  it('would, without the fence, call refused what was paid', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    if (reward === undefined) throw new Error('nothing seeded');
    const stale = await claim('zombie', 1);
    await markSending(pool, stale, { ...quick, leaseMs: 1 });
    await sleep(20);
    const fresh = await claim('successor', 5_000);
    await control(sandbox, 'faults', [{ operation: 'payouts.create', fault: 'cut-after' }]);
    await expect(deliverPayout(delivery, fresh)).resolves.toBe('in-doubt');

    const refused = { state: 'failed', reason: 'late' } as const;
    await expect(putOffPayout(pool, stale, refused)).resolves.toBe(false);
    expect(await booked(pool, reward)).toMatchObject({ payout: 'unknown' });
    await expect(putOffPayout(withoutFence(pool).pool, stale, refused)).resolves.toBe(true);
    expect(await booked(pool, reward)).toMatchObject({ payout: 'failed' });
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
  });
});
