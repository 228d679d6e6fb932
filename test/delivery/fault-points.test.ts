import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type pg from 'pg';

import type { FaultPoint, PayoutDelivery } from '../../activities/deliver/deliver-payout.ts';
import { deliverPayouts } from '../../activities/deliver/deliver-payouts.ts';
import type { RewardId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import { turnBatchPage } from '../../store/payouts/batch-page.ts';
import { withTransaction } from '../../store/pool.ts';
import { commitMessage, type CuttingProxy } from '../support/cutting-proxy.ts';
import { setFaultStage, type FaultStage } from './fault-stage.ts';
import {
  booked,
  control,
  deliverAll,
  paidCounts,
  providerOf,
  quick,
  seedBatch,
  seedCampaign,
  seedPayouts,
  seedRewards,
  steady,
} from './fixture.ts';

// Where a payout can be hit, in the numbers of docs/providers.md. F11, F13, F15 and F16 need a worker:
// see fault-points-live.test.ts.

let stage: FaultStage;
let pool: pg.Pool;
let sandbox: Sandbox;
let delivery: PayoutDelivery;
/** Before Postgres and before the provider. */
let postgres: CuttingProxy;
let provider: CuttingProxy;
let cutPool: pg.Pool;
let cutDelivery: PayoutDelivery;
/** What the provider was asked, in order. */
let asked: readonly string[];
const page = { provider: 'sandbox', worker: 'test' };

beforeAll(async () => {
  stage = await setFaultStage();
  ({ pool, sandbox, delivery, postgres, provider, cutPool, cutDelivery, asked } = stage);
});
afterAll(() => stage.close());
beforeEach(async () => {
  await control(sandbox, 'reset', {});
  await pool.query(`UPDATE payout SET state = 'failed' WHERE state NOT IN ('paid', 'reconciled')`);
});

async function onePayout(): Promise<RewardId> {
  const [reward] = await seedPayouts(pool, 'sandbox');
  if (reward === undefined) throw new Error('nothing seeded');
  return reward;
}

/** A delivery whose process dies at a point: nothing of it runs after that. */
function dyingAt(point: FaultPoint): PayoutDelivery {
  const atPoint = (at: FaultPoint): void => {
    if (at === point) throw new Error(`died ${point}`);
  };
  return { ...delivery, atPoint };
}

/** Paid once by the provider, booked once here. */
async function expectOnce(...rewards: RewardId[]): Promise<void> {
  const counts = await paidCounts(sandbox);
  expect(rewards.map((reward) => counts[reward])).toEqual(rewards.map(() => 1));
  for (const reward of rewards) {
    expect(await booked(pool, reward)).toMatchObject({ reward: 'paid', posts: 1, posted: 100 });
  }
}

function countAsked(route: string): number {
  return asked.filter((one) => one.endsWith(route)).length;
}

describe('before anything leaves', () => {
  /** Held rewards turn due, with their payouts, in one transaction. */
  const heldOnes = async () => {
    const campaign = await seedCampaign(pool);
    const rewards = await seedRewards(pool, campaign, {
      ...{ count: 3, state: 'held', timing: 'weekly', dueAt: 500 },
    });
    const batch = await seedBatch(pool, { campaign, timing: 'weekly', asOf: instant(1_000) });
    const turn = (by: pg.Pool) =>
      withTransaction(by, (db) => turnBatchPage(db, batch, { size: 10, provider: 'sandbox' }));
    // One page gathers all of them, and another finds that nothing is left.
    await turn(pool);
    await turn(pool);
    return { rewards, turn };
  };
  const payouts = async (rewards: readonly RewardId[]): Promise<number> => {
    const { rowCount } = await pool.query('SELECT 1 FROM payout WHERE reward = ANY ($1)', [
      rewards,
    ]);
    return rowCount ?? 0;
  };

  test('F1 cut off before COMMIT: nothing is booked, and the next try books once', async () => {
    const { rewards, turn } = await heldOnes();
    const before = postgres.cuts();
    postgres.arm({ on: commitMessage, when: 'before', times: 1 });
    await expect(turn(cutPool)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(postgres.cuts() - before).toBe(1);
    expect(await payouts(rewards)).toBe(0);

    await turn(pool);
    expect(await payouts(rewards)).toBe(3);
    await deliverAll(delivery, 'sandbox');
    await expectOnce(...rewards);
  });

  test('F2 COMMIT done, its acknowledgement lost: the next try finds the rows', async () => {
    const { rewards, turn } = await heldOnes();
    const before = postgres.cuts();
    postgres.arm({ on: commitMessage, when: 'after', times: 1 });
    await expect(turn(cutPool)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    // A run without a lost acknowledgement has shown nothing.
    expect(postgres.cuts() - before).toBe(1);
    expect(await payouts(rewards)).toBe(3);

    await turn(pool);
    expect(await payouts(rewards)).toBe(3);
    await deliverAll(delivery, 'sandbox');
    await expectOnce(...rewards);
  });

  test('F3 the intent is committed, and the worker dies: one request, under that key', async () => {
    const reward = await onePayout();
    await expect(deliverPayouts(dyingAt('after-intent'), page, steady)).rejects.toThrow('died');
    expect(await booked(pool, reward)).toMatchObject({ payout: 'intent', attempts: 0 });
    const before = countAsked('/payouts');
    await deliverAll(delivery, 'sandbox');
    expect(countAsked('/payouts') - before).toBe(1);
    await expectOnce(reward);
  });
});

describe('while a request is out', () => {
  test('F4 sent, and not a byte comes back: unknown, asked by key, then the same key', async () => {
    const reward = await onePayout();
    await control(sandbox, 'faults', [
      { operation: 'payouts.create', fault: 'delay', delayMs: 1_500, times: 1 },
    ]);
    const impatient = { ...delivery, provider: providerOf(sandbox, 200) };
    await deliverPayouts(impatient, page, steady);
    expect(await booked(pool, reward)).toMatchObject({ payout: 'unknown', posts: 0 });
    const before = countAsked('/payouts/by-key/:key');
    await deliverAll(impatient, 'sandbox');
    expect(countAsked('/payouts/by-key/:key')).toBeGreaterThan(before);
    await sleep(1_500);
    await expectOnce(reward);
  });

  test('F5 paid, and the answer lost: the query says so; the provider has paid once', async () => {
    const rewards = await seedPayouts(pool, 'sandbox', { count: 20 });
    const before = provider.cuts();
    provider.arm({ on: 'POST /provider/payouts', when: 'after', times: 20 });
    await deliverPayouts(cutDelivery, page, steady);
    // A run without a lost acknowledgement has shown nothing.
    expect(provider.cuts() - before).toBe(20);
    for (const reward of rewards) {
      expect(await booked(pool, reward)).toMatchObject({ payout: 'unknown', posts: 0 });
    }
    const sent = countAsked('/payouts');
    await deliverAll(cutDelivery, 'sandbox');
    expect(countAsked('/payouts')).toBe(sent);
    for (const reward of rewards) {
      expect(await booked(pool, reward)).toMatchObject({ payout: 'reconciled' });
    }
    await expectOnce(...rewards);
  });

  test('F6 the answer is there, and the worker dies before it is booked: as F5', async () => {
    const reward = await onePayout();
    await expect(deliverPayouts(dyingAt('after-send'), page, steady)).rejects.toThrow('died');
    expect(await booked(pool, reward)).toMatchObject({ payout: 'sending', posts: 0 });
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
    await deliverAll(delivery, 'sandbox');
    expect(await booked(pool, reward)).toMatchObject({ payout: 'reconciled' });
    await expectOnce(reward);
  });

  test('F6 the booking is committed, and its acknowledgement lost: booked once', async () => {
    const reward = await onePayout();
    const before = postgres.cuts();
    postgres.arm({ on: 'settle-payout', when: 'after', times: 1 });
    const cut = { ...delivery, pool: cutPool };
    await expect(deliverPayouts(cut, page, steady)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    expect(postgres.cuts() - before).toBe(1);
    await deliverAll(delivery, 'sandbox');
    await expectOnce(reward);
  });

  test('F7 booked, and the end of the activity lost: the next run asks the provider nothing', async () => {
    const reward = await onePayout();
    await expect(deliverPayouts(dyingAt('after-result'), page, steady)).rejects.toThrow('died');
    const before = asked.length;
    await deliverAll(delivery, 'sandbox');
    expect(asked.length).toBe(before);
    await expectOnce(reward);
  });
});

describe('what providers do', () => {
  const unclear = ['error-500', 'garbage', 'forge', 'cut-before', 'cut-after'] as const;

  test.each(unclear)('F9 %s: in doubt, never failed, always the same key', async (fault) => {
    const reward = await onePayout();
    await control(sandbox, 'faults', [{ operation: 'payouts.create', fault, times: 1 }]);
    await deliverPayouts(delivery, page, steady);
    expect(await booked(pool, reward)).toMatchObject({ reward: 'due', payout: 'unknown' });
    await deliverAll(delivery, 'sandbox');
    await expectOnce(reward);
    expect(Object.keys(await paidCounts(sandbox))).toEqual([reward]);
  });

  test('F9 a query that finds nothing is no failure', async () => {
    const reward = await onePayout();
    await control(sandbox, 'faults', [
      { operation: 'payouts.create', fault: 'error-500', times: 4 },
    ]);
    for (let turn = 0; turn < 4; turn += 1) {
      await deliverPayouts(delivery, page, steady);
      expect(await booked(pool, reward)).toMatchObject({ reward: 'due', payout: 'unknown' });
      await sleep(20);
    }
    await deliverAll(delivery, 'sandbox');
    await expectOnce(reward);
  });

  test('F10 the provider ignores keys: it is asked before each request that is repeated', async () => {
    const rewards = await seedPayouts(pool, 'sandbox', { count: 10 });
    await control(sandbox, 'faults', [
      { operation: 'payouts.create', fault: 'cut-after', times: 10 },
      { operation: 'payouts.create', fault: 'ignore-key' },
    ]);
    await deliverAll(delivery, 'sandbox');
    await expectOnce(...rewards);
  });

  test('F12 the provider has forgotten the key: nothing is sent again, a person decides', async () => {
    const reward = await onePayout();
    await control(sandbox, 'faults', [
      { operation: 'payouts.create', fault: 'cut-after', times: 1 },
    ]);
    await deliverPayouts(delivery, page, steady);
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
    await age(reward, '21 hours');
    await control(sandbox, 'expire-keys', {});
    await deliverAll(delivery, 'sandbox');
    const { error, ...row } = await booked(pool, reward);
    expect(row).toMatchObject({ reward: 'due', payout: 'manual', posts: 0 });
    expect(error).toContain('in doubt for too long');
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
  });

  test('F12 without the margin such a provider would pay twice', async () => {
    const reward = await onePayout();
    await control(sandbox, 'faults', [
      { operation: 'payouts.create', fault: 'cut-after', times: 1 },
    ]);
    await deliverPayouts(delivery, page, steady);
    await age(reward, '25 hours');
    await control(sandbox, 'expire-keys', {});
    const patient = { ...quick, manualAfterMs: 7 * 24 * 3_600_000 };
    await deliverAll({ ...delivery, settings: patient }, 'sandbox');
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 2 });
  });
});

/** Lets time have gone by since a payout was first sent. */
async function age(reward: RewardId, by: string): Promise<void> {
  await pool.query(
    `UPDATE payout SET first_sent_at = first_sent_at - $2::interval, next_attempt_at = now()
     WHERE reward = $1`,
    [reward, by],
  );
}

test('a proxy that is not armed cuts nothing', async () => {
  const before = postgres.cuts() + provider.cuts();
  await cutPool.query('SELECT $1::text', [randomUUID()]);
  expect(postgres.cuts() + provider.cuts()).toBe(before);
});
