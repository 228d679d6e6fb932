import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type pg from 'pg';

import type { PayoutDelivery } from '../../activities/deliver/deliver-payout.ts';
import type { CampaignId, RewardId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { createPool } from '../../store/pool.ts';
import { listPayouts } from '../../store/payouts/list-payouts.ts';
import { retryPayout } from '../../store/payouts/retry-payout.ts';
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
  sandbox = await startSandbox({ secret: freshSecret(), amountMinorMax: 1_000 });
  delivery = { pool, provider: providerOf(sandbox), settings: quick };
});
afterAll(async () => {
  await sandbox.stop();
  await pool.end();
  await database.drop();
});
beforeEach(() => control(sandbox, 'reset', {}));

async function campaignOf(reward: RewardId): Promise<CampaignId> {
  const { rows } = await pool.query<{ campaign: CampaignId }>(
    'SELECT campaign FROM reward WHERE id = $1',
    [reward],
  );
  return rows[0]?.campaign ?? ('' as CampaignId);
}

const create = { operation: 'payouts.create', times: 1 };
const query = { operation: 'payouts.query', times: 1 };

/** Plans under which the provider, which honours keys, must end up paying exactly once. */
const plans: readonly {
  readonly name: string;
  readonly steps: readonly object[];
  readonly timeoutMs?: number;
  /** How much later the provider does what it was asked. */
  readonly lateMs?: number;
}[] = [
  { name: 'nothing', steps: [{ ...create, fault: 'none' }] },
  { name: 'a cut before', steps: [{ ...create, fault: 'cut-before' }] },
  { name: 'a cut after paying', steps: [{ ...create, fault: 'cut-after' }] },
  { name: 'a 500', steps: [{ ...create, fault: 'error-500' }] },
  { name: 'garbage after paying', steps: [{ ...create, fault: 'garbage' }] },
  { name: 'a forged answer', steps: [{ ...create, fault: 'forge' }] },
  { name: 'three 500s', steps: [{ ...create, times: 3, fault: 'error-500' }] },
  {
    name: 'an answer after the time-out',
    steps: [{ ...create, fault: 'delay', delayMs: 900 }],
    timeoutMs: 400,
    lateMs: 600,
  },
  {
    name: 'a cut after paying, then queries that fail',
    steps: [
      { ...create, fault: 'cut-after' },
      { ...query, fault: 'error-500' },
      { ...query, fault: 'cut-before' },
      { ...query, fault: 'garbage' },
      { ...query, fault: 'forge' },
    ],
  },
  {
    name: 'a payment that queries have forgotten',
    steps: [{ ...create, fault: 'forget' }],
  },
  {
    name: 'a cut after paying at a provider that ignores keys: the query saves it',
    steps: [
      { ...create, fault: 'cut-after' },
      { ...create, fault: 'ignore-key', times: 10 },
    ],
  },
];

describe('a payout is made once and booked once', () => {
  it.each(plans)('through $name', async ({ steps, timeoutMs, lateMs = 0 }) => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    if (reward === undefined) throw new Error('nothing seeded');
    await control(sandbox, 'faults', steps);
    await deliverAll({ ...delivery, provider: providerOf(sandbox, timeoutMs) }, 'sandbox');
    await sleep(lateMs);
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
    expect(await booked(pool, reward)).toMatchObject({ reward: 'paid', posts: 1, posted: 100 });
  });

  it('for many at once while a third of the requests go wrong', async () => {
    const rewards = await seedPayouts(pool, 'sandbox', { count: 120 });
    const faults = ['cut-after', 'error-500', 'cut-before', 'garbage'].map((fault) => ({
      ...create,
      fault,
      times: 10,
    }));
    await control(sandbox, 'faults', faults);
    await deliverAll(delivery, 'sandbox');
    const counts = await paidCounts(sandbox);
    expect(Object.keys(counts)).toHaveLength(120);
    expect(new Set(Object.values(counts))).toEqual(new Set([1]));
    for (const reward of rewards) expect((await booked(pool, reward)).posts).toBe(1);
  });
});

describe('what is not paid', () => {
  it('a refusal is final until operations try again, under the same key', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox', { minor: 2_000 });
    if (reward === undefined) throw new Error('nothing seeded');
    const page = await deliverAll(delivery, 'sandbox');
    expect(page.summary).toBe('1 payout to sandbox: 1 refused');
    expect(await booked(pool, reward)).toMatchObject({ reward: 'due', payout: 'failed', posts: 0 });
    expect((await booked(pool, reward)).error).toContain('AMOUNT_OUT_OF_RANGE');

    await expect(retryPayout(pool, reward, { actor: 'ops', reason: 'limit raised' })).resolves.toBe(
      'sandbox',
    );
    await deliverAll(delivery, 'sandbox');
    expect(await booked(pool, reward)).toMatchObject({ payout: 'failed', attempts: 2, posts: 0 });
    expect(await paidCounts(sandbox)).toEqual({});
  });

  it('a refusal after a doubtful request is left to a person, since the first may have paid', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox', { minor: 2_000 });
    if (reward === undefined) throw new Error('nothing seeded');
    await control(sandbox, 'faults', [{ ...create, fault: 'error-500' }]);
    await deliverAll(delivery, 'sandbox');
    expect(await booked(pool, reward)).toMatchObject({ reward: 'due', payout: 'manual', posts: 0 });
  });

  it('doubt that lasts too long is left to a person, and nothing more is sent', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    if (reward === undefined) throw new Error('nothing seeded');
    await control(sandbox, 'faults', [{ operation: 'payouts.create', fault: 'error-500' }]);
    const impatient = { ...delivery, settings: { ...quick, manualAfterMs: 100, retryMaxMs: 20 } };
    await deliverAll(impatient, 'sandbox');
    expect(await booked(pool, reward)).toMatchObject({ reward: 'due', payout: 'manual' });

    await control(sandbox, 'reset', {});
    await expect(retryPayout(pool, reward, { actor: 'ops', reason: 'asked' })).resolves.toBe(
      'sandbox',
    );
    await deliverAll(delivery, 'sandbox');
    expect(await booked(pool, reward)).toMatchObject({ reward: 'due', payout: 'manual' });
    expect(await paidCounts(sandbox)).toEqual({});
  });

  it('another payout under our key is left to a person', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    if (reward === undefined) throw new Error('nothing seeded');
    await delivery.provider.pay({
      key: reward,
      beneficiary: 'stranger' as SubjectId,
      asset: 'CNY/2' as Asset,
      minor: minorUnits(7),
    });
    await deliverAll(delivery, 'sandbox');
    expect(await booked(pool, reward)).toMatchObject({ reward: 'due', payout: 'manual', posts: 0 });
  });

  it('a payment for which no reward is due is left to a person, and not posted', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    if (reward === undefined) throw new Error('nothing seeded');
    await pool.query(`UPDATE reward SET state = 'voided' WHERE id = $1`, [reward]);
    await deliverAll(delivery, 'sandbox');
    const { error, ...row } = await booked(pool, reward);
    expect(row).toMatchObject({ reward: 'voided', payout: 'manual', posts: 0 });
    expect(error).toContain('no open hold of a due reward');
    const lines = await listPayouts(pool, await campaignOf(reward), {
      states: ['manual'],
      limit: 10,
    });
    expect(lines).toMatchObject([{ reward, minor: 100, provider: 'sandbox', lastError: error }]);
  });

  it('a payout that the provider has only taken on is booked when it is paid', async () => {
    const [reward] = await seedPayouts(pool, 'sandbox');
    if (reward === undefined) throw new Error('nothing seeded');
    await control(sandbox, 'provider', { state: 'pending' });
    await deliverAll(delivery, 'sandbox', 3);
    expect(await booked(pool, reward)).toMatchObject({ reward: 'due', attempts: 1, posts: 0 });
    await control(sandbox, 'settle', {});
    await deliverAll(delivery, 'sandbox');
    expect(await booked(pool, reward)).toMatchObject({ payout: 'reconciled', posts: 1 });
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
  });

  it('a provider that cannot be reached leaves every payout as certain as before', async () => {
    const gone = await startSandbox({ secret: freshSecret() });
    const provider = providerOf(gone);
    await gone.stop();
    const rewards = await seedPayouts(pool, 'gone', { count: 30 });
    const page = await deliverAll({ ...delivery, provider }, 'gone', 1);
    expect(page.unreachable).toBe(true);
    for (const reward of rewards) {
      expect(await booked(pool, reward)).toMatchObject({ reward: 'due', payout: 'intent' });
    }
    await deliverAll(delivery, 'gone');
    for (const reward of rewards) expect((await booked(pool, reward)).posts).toBe(1);
  });
});
