import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type pg from 'pg';

import { deliverPayouts } from '../../activities/deliver/deliver-payouts.ts';
import type { PayoutDelivery } from '../../activities/deliver/deliver-payout.ts';
import { notWaiting } from '../../cli/payouts/not-waiting.ts';
import type { CampaignId, RewardId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { adoptPayout } from '../../store/payouts/compare-payouts.ts';
import { gatherPayouts } from '../../store/payouts/gather-payouts.ts';
import { hastenPayoutOf } from '../../store/payouts/hasten-payout.ts';
import { listPayouts } from '../../store/payouts/list-payouts.ts';
import { queuePayouts } from '../../store/payouts/queue-payouts.ts';
import { retryPayout } from '../../store/payouts/retry-payout.ts';
import { settleByHand } from '../../store/payouts/settle-by-hand.ts';
import { createPool } from '../../store/pool.ts';
import { query } from '../../store/query.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import {
  booked,
  control,
  deliverAll,
  freshSecret,
  paidCounts,
  providerOf,
  quick,
  seedCampaign,
  seedPayouts,
  seedRewards,
  steady,
} from './fixture.ts';

let database: TestDatabase;
let pool: pg.Pool;
let sandbox: Sandbox;
let delivery: PayoutDelivery;
const by = { actor: 'olga', reason: 'looked there' };
const provider = 'sandbox';

beforeAll(async () => {
  database = await createTestDatabase();
  pool = createPool(database.url);
  sandbox = await startSandbox({ secret: freshSecret() });
  delivery = { pool, provider: providerOf(sandbox), settings: quick };
});
afterAll(async () => {
  await sandbox.stop();
  await pool.end();
  await database.drop();
});
beforeEach(() => control(sandbox, 'reset', {}));

/** A payout in doubt for longer than its key is known at the provider, which has paid it or not. */
async function parked(fault: 'cut-after' | 'cut-before'): Promise<RewardId> {
  const [reward = expect.fail('nothing seeded')] = await seedPayouts(pool, provider);
  await control(sandbox, 'faults', [{ operation: 'payouts.create', fault, times: 1 }]);
  await deliverPayouts(delivery, { provider, worker: 'w' }, steady);
  await pool.query(
    `UPDATE payout SET first_sent_at = now() - interval '21 hours', next_attempt_at = now()
     WHERE reward = $1`,
    [reward],
  );
  await control(sandbox, 'expire-keys', {});
  await deliverAll(delivery, provider);
  expect(await booked(pool, reward)).toMatchObject({ reward: 'due', payout: 'manual' });
  return reward;
}

/** The provider's own id of what it has paid under a key. */
async function refOf(reward: RewardId): Promise<string> {
  const { payouts } = await control<{ payouts: { key: string; payoutId: string }[] }>(
    sandbox,
    'payouts',
  );
  return payouts.find(({ key }) => key === reward)?.payoutId ?? expect.fail('not paid there');
}

describe('a payout that waits for a person', () => {
  it('and was paid under a key that is forgotten is asked about by a retry, and not sent again', async () => {
    const reward = await parked('cut-after');
    expect(await retryPayout(pool, reward, by)).toBe(provider);
    await deliverAll(delivery, provider);
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
    expect(await booked(pool, reward)).toMatchObject({
      ...{ payout: 'manual', attempts: 1, posts: 0 },
      error: 'the provider does not find the key',
    });
  });

  it('is asked about by a callback and by the statement, and not sent again', async () => {
    const reward = await parked('cut-after');
    expect(await hastenPayoutOf(pool, { provider, key: reward })).toBe('hastened');
    await deliverAll(delivery, provider);
    const theirs = { provider, key: reward, ref: await refOf(reward) };
    expect(await adoptPayout(pool, theirs)).toBe(true);
    await deliverAll(delivery, provider);
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
    const { payout, error } = await booked(pool, reward);
    expect({ payout, error }).toEqual({
      payout: 'manual',
      error: `taken on as ${theirs.ref}, and now not found`,
    });
    // Once is enough: what it is not found by will not be found the next time.
    expect(await adoptPayout(pool, theirs)).toBe(false);
  });

  it('is booked by a retry where the provider still knows it', async () => {
    const reward = await parked('cut-before');
    await delivery.provider.pay({
      key: reward,
      beneficiary: 'person-a' as SubjectId,
      asset: 'CNY/2' as Asset,
      minor: minorUnits(100),
    });
    await retryPayout(pool, reward, by);
    await deliverAll(delivery, provider);
    expect(await booked(pool, reward)).toMatchObject({ payout: 'reconciled', posts: 1 });
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
  });
});

describe('a person who has found out at the provider', () => {
  it('that it was paid has it booked once, with their name and reason', async () => {
    const reward = await parked('cut-after');
    const end = { ...by, paidAs: await refOf(reward) };
    const settled = await Promise.all([1, 2, 3].map(() => settleByHand(pool, reward, end)));
    expect(settled.filter((one) => one === provider)).toHaveLength(1);
    expect(await booked(pool, reward)).toMatchObject({
      ...{ reward: 'paid', payout: 'reconciled', posts: 1, posted: 100, error: null },
    });
    const posts = await query(
      pool,
      `SELECT e.actor, e.reason FROM entry e WHERE reward = $1 AND kind = 'post'`,
      [reward],
    );
    expect(posts).toEqual([{ actor: 'olga', reason: 'paid by sandbox, says olga: looked there' }]);
    expect(await settledOf(reward)).toMatchObject([{ paid: true, ref: end.paidAs, ...by }]);
    await deliverAll(delivery, provider);
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
  });

  it('that it was not paid has it sent again only by a retry after that', async () => {
    const reward = await parked('cut-before');
    expect(await settleByHand(pool, reward, { ...by, paidAs: null })).toBe(provider);
    await deliverAll(delivery, provider);
    expect(await booked(pool, reward)).toMatchObject({
      ...{ reward: 'due', payout: 'failed', posts: 0 },
      error: 'not paid, says olga: looked there',
    });
    expect(await paidCounts(sandbox)).toEqual({});
    await retryPayout(pool, reward, by);
    await deliverAll(delivery, provider);
    expect(await booked(pool, reward)).toMatchObject({ reward: 'paid', posts: 1 });
    expect(await paidCounts(sandbox)).toEqual({ [reward]: 1 });
    expect(await settledOf(reward)).toMatchObject([{ paid: false, ref: null, ...by }]);
  });

  it('too late that it was paid all the same has a refused one booked', async () => {
    const reward = await parked('cut-after');
    await settleByHand(pool, reward, { ...by, paidAs: null });
    expect(await settleByHand(pool, reward, { ...by, paidAs: await refOf(reward) })).toBe(provider);
    expect(await booked(pool, reward)).toMatchObject({ reward: 'paid', posts: 1 });
    expect(await settledOf(reward)).toMatchObject([{ paid: false }, { paid: true }]);
  });

  it('that a payout of several was paid has all of it booked, or nothing', async () => {
    const minimum = [{ asset: 'CNY/2' as Asset, minor: minorUnits(200) }];
    const terms = { max: [], approval: null, minimum };
    const campaign = await seedCampaign(pool, { payouts: terms });
    const rewards = await seedRewards(pool, campaign, { count: 2 });
    await queuePayouts(pool, provider, rewards);
    await gatherPayouts(pool, { provider, limit: 50, againMs: 60_000 });
    await pool.query(`UPDATE payout SET state = 'manual' WHERE campaign = $1 AND reward IS NULL`, [
      campaign,
    ]);
    const [one = expect.fail('none'), other] = rewards;
    await pool.query(`UPDATE reward SET state = 'voided' WHERE id = $1`, [other]);
    expect(await settleByHand(pool, one, { ...by, paidAs: 'po_1' })).toBeUndefined();
    expect(await notWaiting(pool, one)).toMatchObject({
      ...{ code: 'PAYOUT_NOT_WAITING', message: expect.stringContaining('`manual`') as string },
    });
    await pool.query(`UPDATE reward SET state = 'due' WHERE id = $1`, [other]);
    expect(await settleByHand(pool, one, { ...by, paidAs: 'po_1' })).toBe(provider);
    for (const reward of rewards) {
      expect(await booked(pool, reward)).toMatchObject({ reward: 'paid', posts: 1, posted: 100 });
    }
  });

  it.each(['due', 'intent', 'sending', 'unknown', 'paid', 'reconciled'])(
    'settles none that is %s',
    async (state) => {
      const [reward = expect.fail('nothing seeded')] = await seedPayouts(pool, provider);
      await pool.query(`UPDATE payout SET state = $2 WHERE reward = $1`, [reward, state]);
      for (const paidAs of ['po_1', null]) {
        expect(await settleByHand(pool, reward, { ...by, paidAs })).toBeUndefined();
      }
      expect(await notWaiting(pool, reward)).toMatchObject({
        ...{ code: 'PAYOUT_NOT_WAITING', message: expect.stringContaining(state) as string },
      });
      expect(await booked(pool, reward)).toMatchObject({ payout: state, posts: 0 });
      await pool.query(`UPDATE payout SET state = 'failed' WHERE reward = $1`, [reward]);
      // What was refused needs nobody to say so.
      expect(await settleByHand(pool, reward, { ...by, paidAs: null })).toBeUndefined();
    },
  );
});

async function settledOf(reward: RewardId): Promise<unknown> {
  const [row] = await query<{ campaign: CampaignId }>(
    pool,
    'SELECT campaign FROM payout WHERE reward = $1',
    [reward],
  );
  const states = ['paid', 'reconciled', 'failed', 'manual'] as const;
  const campaign = row?.campaign ?? expect.fail('no payout');
  const [line] = await listPayouts(pool, campaign, { states, limit: 9 });
  return line?.settled;
}
