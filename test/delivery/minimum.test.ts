import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type pg from 'pg';

import { deliverPayout } from '../../activities/deliver/deliver-payout.ts';
import { deliverPayouts } from '../../activities/deliver/deliver-payouts.ts';
import type { BatchTerms } from '../../domain/campaign/batch-terms.ts';
import type { CampaignId, RewardId } from '../../domain/ids.ts';
import type { Asset, MinorUnits } from '../../domain/money.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { claimPayouts } from '../../store/payouts/claim-payouts.ts';
import { gatherPayouts, letGo } from '../../store/payouts/gather-payouts.ts';
import { pausePayouts, resumePayouts } from '../../store/payouts/gate.ts';
import { nextPayoutInMs, providersWithPayouts } from '../../store/payouts/payouts-waiting.ts';
import { queuePayouts } from '../../store/payouts/queue-payouts.ts';
import { retryPayout } from '../../store/payouts/retry-payout.ts';
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
  seedCampaign,
  seedRewards,
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
beforeEach(() => control(sandbox, 'reset', {}));

const minimum = [{ asset: 'CNY/2' as Asset, minor: 1_000 as MinorUnits }];
const terms: BatchTerms = { max: [], approval: null, minimum };
const looking = { provider, limit: 50, againMs: 60_000 };

const delivery = () => ({ pool, provider: providerOf(sandbox), settings: quick });
const deliver = () => deliverAll(delivery(), provider);

/** Rewards of one code that fell due in a campaign with a minimum of 10.00. */
async function due(
  campaign: CampaignId,
  minor: number,
  beneficiary: string,
  count = 1,
): Promise<RewardId[]> {
  const rewards = await seedRewards(pool, campaign, { minor, beneficiary, count });
  await queuePayouts(pool, provider, rewards);
  return rewards;
}

/** What each payout under way or made is of: the amount of each by its rewards. */
async function payouts(campaign: CampaignId): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ parts: string; minor: number }>(
    `SELECT w.minor::int AS minor, string_agg(p.minor::text, '+' ORDER BY p.minor) AS parts
     FROM payout w JOIN payout p ON p.part_of = w.key
     WHERE w.campaign = $1 AND w.state <> 'failed' GROUP BY w.key, w.minor`,
    [campaign],
  );
  return Object.fromEntries(rows.map(({ parts, minor }) => [parts, minor]));
}

/** As a commit that takes a reward back, which looks first whether it may have been sent. */
async function takeBack(reward: RewardId): Promise<void> {
  await pool.query(`UPDATE reward SET state = 'voided' WHERE id = $1`, [reward]);
}

it('rewards of a person are one payout once they reach the minimum, and none before', async () => {
  const campaign = await seedCampaign(pool, { payouts: terms });
  const person = randomUUID();
  const first = await due(campaign, 600, person);
  await deliver();
  expect(await paidCounts(sandbox)).toEqual({});
  expect(await booked(pool, first[0] as RewardId)).toMatchObject({ payout: 'gathering', posts: 0 });
  const second = await due(campaign, 600, person);
  await due(campaign, 600, randomUUID());
  await deliver();
  expect(Object.values(await paidCounts(sandbox))).toEqual([1]);
  for (const reward of [...first, ...second]) {
    expect(await booked(pool, reward)).toMatchObject({ reward: 'paid', posts: 1, posted: 600 });
  }
  expect(await payouts(campaign)).toEqual({ '600+600': 1_200 });
});

it('rewards of two codes that fall due at once are in one payout, and none in two, whoever gathers', async () => {
  const campaign = await seedCampaign(pool, { payouts: terms });
  const people = Array.from({ length: 12 }, () => randomUUID());
  await Promise.all(
    people.flatMap((person) => [due(campaign, 600, person), due(campaign, 500, person)]),
  );
  await Promise.all(Array.from({ length: 6 }, () => gatherPayouts(pool, looking)));
  const { rows } = await pool.query<{ minor: number; parts: number; sum: number }>(
    `SELECT w.minor::int AS minor, count(p.key)::int AS parts, sum(p.minor)::int AS sum
     FROM payout w LEFT JOIN payout p ON p.part_of = w.key
     WHERE w.campaign = $1 AND w.reward IS NULL GROUP BY w.key, w.minor`,
    [campaign],
  );
  expect(rows).toEqual(people.map(() => ({ minor: 1_100, parts: 2, sum: 1_100 })));
  await deliver();
  expect(Object.values(await paidCounts(sandbox))).toEqual(people.map(() => 1));
});

it('what is taken back before it was sent leaves, and the rest waits for the minimum again', async () => {
  const campaign = await seedCampaign(pool, { payouts: terms });
  const person = randomUUID();
  const [leaves] = await due(campaign, 600, person);
  const [stays] = await due(campaign, 500, person);
  await gatherPayouts(pool, looking);
  expect(await payouts(campaign)).toEqual({ '500+600': 1_100 });
  await takeBack(leaves as RewardId);
  await deliver();
  expect(await paidCounts(sandbox)).toEqual({});
  expect(await booked(pool, stays as RewardId)).toMatchObject({ payout: 'gathering' });
  await due(campaign, 550, person);
  await deliver();
  expect(Object.values(await paidCounts(sandbox))).toEqual([1]);
  expect(await payouts(campaign)).toEqual({ '500+550': 1_050 });
});

it('a payout that was claimed as a reward of it was taken back is not sent', async () => {
  const campaign = await seedCampaign(pool, { payouts: terms });
  const [leaves] = await due(campaign, 600, randomUUID(), 2);
  await gatherPayouts(pool, looking);
  const claim = { provider, limit: 10, worker: 'w', leaseMs: 20_000 };
  const [claimed] = await claimPayouts(pool, claim);
  if (claimed === undefined) throw new Error('one payout was to be claimed');
  await takeBack(leaves as RewardId);
  expect(await deliverPayout(delivery(), claimed)).toBe('failed');
  expect(await paidCounts(sandbox)).toEqual({});
  expect(await providersWithPayouts(pool)).toEqual([provider]);
});

it('a refused payout of several is tried again under its key, and not once a reward has left', async () => {
  const campaign = await seedCampaign(pool, { payouts: terms });
  const [one, other] = await due(campaign, 600, randomUUID(), 2);
  await gatherPayouts(pool, looking);
  await pool.query(`UPDATE payout SET state = 'failed' WHERE campaign = $1 AND reward IS NULL`, [
    campaign,
  ]);
  const by = { actor: 'ops', reason: 'account unlocked' };
  expect(await retryPayout(pool, one as RewardId, by)).toBe(provider);
  await pool.query(`UPDATE payout SET state = 'failed' WHERE campaign = $1 AND reward IS NULL`, [
    campaign,
  ]);
  await takeBack(other as RewardId);
  expect(await retryPayout(pool, one as RewardId, by)).toBeUndefined();
  await letGo(pool, { campaign, beneficiary: null }, by);
  await gatherPayouts(pool, looking);
  expect(await booked(pool, one as RewardId)).toMatchObject({ payout: 'gathering' });
});

it('what operations let go is sent below the minimum', async () => {
  const campaign = await seedCampaign(pool, { payouts: terms });
  await due(campaign, 100, 'ann', 2);
  await due(campaign, 100, 'bob');
  await deliver();
  const by = { actor: 'ops', reason: 'moves away' };
  expect(await letGo(pool, { campaign, beneficiary: 'ann' }, by)).toBe(2);
  await deliver();
  expect(await payouts(campaign)).toEqual({ '100+100': 200 });
});

it.each([
  ['is paid', {}, { '100+100': 200 }],
  ['stays where the terms say so', { atEnd: 'keep' as const }, {}],
])('what is left when a campaign is over to its last code %s', async (_, atEnd, wanted) => {
  const campaign = await seedCampaign(pool, { payouts: { ...terms, ...atEnd }, endsAt: 1 });
  await due(campaign, 100, 'ann', 2);
  await gatherPayouts(pool, looking);
  expect(await payouts(campaign)).toEqual({});
  await pool.query(
    `UPDATE code SET status = 'settled', state = '{"status": "settled"}' WHERE campaign = $1`,
    [campaign],
  );
  await pool.query(`UPDATE payout SET next_attempt_at = now() WHERE state = 'gathering'`);
  await gatherPayouts(pool, looking);
  expect(await payouts(campaign)).toEqual(wanted);
});

it.each([
  ['is more than a whole batch may pay keeps nobody’s money', 501, { '100+100': 200 }],
  ['a batch will still pay is waited for', 500, {}],
])('at the end of a campaign, what %s', async (_, minor, wanted) => {
  const max = [{ asset: 'CNY/2' as Asset, minor: 500 as MinorUnits }];
  const campaign = await seedCampaign(pool, { payouts: { ...terms, max }, endsAt: 1 });
  await due(campaign, 100, 'ann', 2);
  await seedRewards(pool, campaign, { minor, state: 'held', timing: 'weekly', beneficiary: 'bob' });
  await pool.query(
    `UPDATE code SET status = 'settled', state = '{"status": "settled"}' WHERE campaign = $1`,
    [campaign],
  );
  await gatherPayouts(pool, looking);
  expect(await payouts(campaign)).toEqual(wanted);
});

it('what is more than the provider takes at once is several payouts, each within it; a small last one waits', async () => {
  const campaign = await seedCampaign(pool, { payouts: terms });
  const person = randomUUID();
  const rewards = [
    ...(await due(campaign, 900, person, 3)),
    ...(await due(campaign, 600, person, 2)),
  ];
  const mostAtOnce = [{ asset: 'CNY/2' as Asset, minor: 2_000 as MinorUnits }];
  const bounded = { ...delivery(), provider: { ...providerOf(sandbox), mostAtOnce } };
  await Promise.all(
    Array.from({ length: 4 }, () => gatherPayouts(pool, { ...looking, mostAtOnce })),
  );
  await deliverAll(bounded, provider);
  expect(await payouts(campaign)).toEqual({ '900+900': 1_800, '600+900': 1_500 });
  await due(campaign, 600, person);
  await deliverAll(bounded, provider);
  expect(await payouts(campaign)).toEqual({ '900+900': 1_800, '600+900': 1_500, '600+600': 1_200 });
  expect(new Set(Object.values(await paidCounts(sandbox)))).toEqual(new Set([1]));
  for (const reward of rewards) {
    expect(await booked(pool, reward)).toMatchObject({ reward: 'paid', posts: 1 });
  }
});

it('where the provider takes less than the minimum, no part goes out before the person has come to it', async () => {
  const campaign = await seedCampaign(pool, { payouts: terms });
  const person = randomUUID();
  const mostAtOnce = [{ asset: 'CNY/2' as Asset, minor: 600 as MinorUnits }];
  const bounded = { ...delivery(), provider: { ...providerOf(sandbox), mostAtOnce } };
  await due(campaign, 350, person);
  await due(campaign, 550, person);
  await deliverAll(bounded, provider);
  expect(await payouts(campaign)).toEqual({});
  await due(campaign, 200, person);
  await deliverAll(bounded, provider);
  // 11.00 is above the minimum; the second part waits for the next ten.
  expect(await payouts(campaign)).toEqual({ '550': 550 });
  await due(campaign, 500, person);
  await deliverAll(bounded, provider);
  expect(await payouts(campaign)).toEqual({ '550': 550, '200+350': 550 });
  expect(new Set(Object.values(await paidCounts(sandbox)))).toEqual(new Set([1]));
});

it('what more than one minute may have is several payouts, also with no other bound', async () => {
  const campaign = await seedCampaign(pool, { payouts: terms });
  await due(campaign, 700, randomUUID(), 3);
  const perMinute = {
    payouts: null,
    money: [{ asset: 'CNY/2' as Asset, minor: 1_500 as MinorUnits }],
  };
  const page = { provider, worker: 'w' };
  await deliverPayouts({ ...delivery(), settings: { ...quick, perMinute } }, page, steady);
  expect(await payouts(campaign)).toEqual({ '700+700': 1_400 });
  expect(Object.values(await paidCounts(sandbox))).toEqual([1]);
});

it('no page is kept busy by what waits', async () => {
  const campaign = await seedCampaign(pool, { payouts: terms });
  await due(campaign, 100, randomUUID());
  await deliver();
  const page = await deliverPayouts(delivery(), { provider, worker: 'w' }, steady);
  expect(page).toMatchObject({ claimed: 0, nextInMs: null });
});

it('what waits for a minimum is left alone, and wants nobody, while payouts are held', async () => {
  const campaign = await seedCampaign(pool, { payouts: terms });
  const person = randomUUID();
  await due(campaign, 600, person);
  await due(campaign, 500, person);
  const by = { actor: 'olga', reason: 'restored from a backup' };
  await pausePayouts(pool, provider, by);
  expect(await gatherPayouts(pool, looking)).toBe(0);
  expect(await nextPayoutInMs(pool, provider)).toBeNull();
  expect(await providersWithPayouts(pool)).toEqual([]);
  await resumePayouts(pool, provider, by);
  expect(await nextPayoutInMs(pool, provider)).toBe(0);
  await deliver();
  expect(Object.values(await paidCounts(sandbox))).toEqual([1]);
});
