import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type pg from 'pg';

import type { FaultPoint, PayoutDelivery } from '../../activities/deliver/deliver-payout.ts';
import { deliverPayouts } from '../../activities/deliver/deliver-payouts.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { createPool } from '../../store/pool.ts';
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
  steady,
} from './fixture.ts';

let database: TestDatabase;
let pool: pg.Pool;
let sandbox: Sandbox;
let delivery: PayoutDelivery;
const page = { provider: 'sandbox', worker: 'test' };

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url);
  sandbox = await startSandbox({ secret: freshSecret() });
  delivery = { pool, provider: providerOf(sandbox), settings: { ...quick, leaseMs: 150 } };
});
afterAll(async () => {
  await sandbox.stop();
  await pool.end();
  await database.drop();
});
beforeEach(() => control(sandbox, 'reset', {}));

/** What the row and the provider look like when the process died there. */
const deaths: readonly {
  readonly point: FaultPoint;
  readonly payout: string;
  readonly paidThen: number;
}[] = [
  { point: 'before-intent', payout: 'due', paidThen: 0 },
  { point: 'after-intent', payout: 'intent', paidThen: 0 },
  { point: 'before-send', payout: 'sending', paidThen: 0 },
  { point: 'after-send', payout: 'sending', paidThen: 1 },
  { point: 'after-result', payout: 'paid', paidThen: 1 },
];

/** A delivery whose process dies at `point`: nothing of it runs after that. */
function dyingAt(point: FaultPoint): PayoutDelivery {
  return {
    ...delivery,
    atPoint: (at) => {
      if (at === point) throw new Error(`died ${point}`);
    },
  };
}

describe('a worker that dies', () => {
  it.each(deaths)('$point: the next one pays once', async ({ point, payout, paidThen }) => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    if (reward === undefined) throw new Error('nothing seeded');
    await expect(deliverPayouts(dyingAt(point), page, steady)).rejects.toThrow(point);
    expect((await booked(pool, reward)).payout).toBe(payout);
    expect((await paidCounts(sandbox))[reward] ?? 0).toBe(paidThen);

    await deliverAll(delivery, 'sandbox');
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
    expect(await booked(pool, reward)).toMatchObject({ reward: 'paid', posts: 1, posted: 100 });
  });

  it.each(deaths)('$point, three times over', async ({ point }) => {
    const rewards = await seedPayouts(pool, 'sandbox', { count: 10 });
    for (let death = 0; death < 3; death += 1) {
      await deliverPayouts(dyingAt(point), page, steady).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await deliverAll(delivery, 'sandbox');
    expect(Object.values(await paidCounts(sandbox))).toEqual(rewards.map(() => 1));
    for (const reward of rewards) expect((await booked(pool, reward)).posts).toBe(1);
  });

  it('after-result: what is booked is not asked for again, not even by a query', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    await deliverPayouts(dyingAt('after-result'), page, steady).catch(() => undefined);
    const calls: string[] = [];
    const provider = providerOf(sandbox);
    await deliverAll(
      {
        ...delivery,
        provider: {
          pay: (order) => (calls.push('pay'), provider.pay(order)),
          find: (order) => (calls.push('find'), provider.find(order)),
        },
      },
      'sandbox',
    );
    expect(calls).toEqual([]);
    expect(await paidCounts(sandbox)).toEqual({ [String(reward)]: 1 });
  });

  it('one payout that cannot be worked on does not hold up the others', async () => {
    const rewards = await seedPayouts(pool, 'sandbox', { count: 10 });
    const poisoned = {
      ...delivery,
      atPoint: (point: FaultPoint, key: string) => {
        if (point === 'before-send' && key === rewards[0]) throw new Error('poisoned');
      },
    };
    await expect(deliverPayouts(poisoned, page, steady)).rejects.toThrow('poisoned');
    for (const reward of rewards.slice(1)) expect((await booked(pool, reward)).posts).toBe(1);
    await deliverAll(delivery, 'sandbox');
    expect(Object.values(await paidCounts(sandbox))).toEqual(rewards.map(() => 1));
  });
});
