import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { decideBatch } from '../../client/batches/decide-batch.ts';
import { ensureSchedules } from '../../client/batches/ensure-schedules.ts';
import { runBatchOnce } from '../../client/batches/run-batch-once.ts';
import type { BatchTerms } from '../../domain/campaign/batch-terms.ts';
import type { RewardTerms } from '../../domain/campaign/terms.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, instant } from '../../domain/time.ts';
import { checkBatches, startOverdueBatches } from '../../reconcile/overdue-batches.ts';
import { check } from '../../reconcile/check.ts';
import { query } from '../../store/query.ts';
import { seedCampaign, seedRewards } from '../delivery/fixture.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { redPacket, termsLike } from '../support/terms.ts';

const dayMs = 86_400_000;
const held = { state: 'held', kind: 'points', minor: 5 } as const;
const points = (minor: number) => [{ asset: 'points/0' as Asset, minor: minorUnits(minor) }];
const patience = { timeout: 50_000, interval: 100 };

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
  const service = { url: 'http://127.0.0.1:9', secret: `whsec_${'A'.repeat(43)}=` };
  await stage.work({ services: { provider: service, notifier: service } });
});
afterAll(() => stage.close());

const services = () => ({
  ...{ temporal: stage.client, pool: stage.pool, taskQueue: stage.queues.effects },
});

/** Two rounds of the sweep, as a minute apart. */
async function sweepTwice(): Promise<void> {
  const sweeper = {
    ...services(),
    ...{ batchQueue: stage.queues.effects, log: pino({ level: 'silent' }) },
  };
  const overdue = await startOverdueBatches(sweeper, new Set());
  await startOverdueBatches(sweeper, overdue);
}

/** How many rewards of a campaign are in each state. */
async function states(campaign: CampaignId): Promise<Readonly<Record<string, number>>> {
  const rows = await query<{ state: string; n: number }>(
    stage.pool,
    'SELECT state, count(*)::int AS n FROM reward WHERE campaign = $1 GROUP BY state',
    [campaign],
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

async function batches(campaign: CampaignId): Promise<readonly object[]> {
  return query(
    stage.pool,
    `SELECT state, started_by AS by FROM payout_batch WHERE campaign = $1 ORDER BY number`,
    [campaign],
  );
}

async function pass(campaign: CampaignId, ms: number): Promise<void> {
  const sql = 'UPDATE campaign SET clock_offset_ms = clock_offset_ms + $2 WHERE id = $1';
  await query(stage.pool, sql, [campaign, ms]);
}

/** A campaign that is over, with two rewards that are paid after it and one batch that paid what it might. */
async function afterItsEnd(payouts: BatchTerms) {
  const endsAt = Date.now() - 1;
  const campaign = await seedCampaign(stage.pool, { endsAt, payouts });
  const timing = 'after-campaign' as const;
  await seedRewards(stage.pool, campaign, { ...held, timing, count: 2, dueAt: endsAt });
  const batch = await runBatchOnce(services(), { campaign, timing, asOf: instant(endsAt) });
  return { campaign, batch };
}

test('what a lost schedule would have paid is paid by the sweep, and until then told', async () => {
  const campaign = await seedCampaign(stage.pool);
  const payout = {
    timing: 'weekly',
    holdMs: duration(0),
    weekly: { weekday: 1, hour: 10 },
  } as const;
  const reward: RewardTerms = { ...redPacket, payout };
  const terms = termsLike({ campaign, rewards: [reward] });
  const period = { startsAt: instant(Date.now()), endsAt: null };
  const [id = ''] = await ensureSchedules(stage.client, terms, period, stage.queues.effects);
  await stage.client.schedule.getHandle(id).delete();
  const dueAt = Date.now() - dayMs;
  await seedRewards(stage.pool, campaign, { ...held, timing: 'weekly', dueAt });
  const found = await check(services(), 'suspects');
  expect(found).toContainEqual({
    kind: 'batch-missing',
    subject: campaign,
    sentence: `weekly rewards of ${campaign} are due since ${new Date(dueAt).toISOString()} and no batch has begun: \`usher payouts run ${campaign} weekly\` runs one`,
  });
  await sweepTwice();
  await expect.poll(() => states(campaign), patience).toEqual({ paid: 1 });
  expect(await batches(campaign)).toEqual([{ state: 'done', by: 'the sweep' }]);
  expect(await checkBatches(stage.pool)).toEqual([]);
});

test('a schedule has a round to catch up before the sweep begins a batch in its place', async () => {
  const campaign = await seedCampaign(stage.pool);
  await seedRewards(stage.pool, campaign, { ...held, timing: 'weekly' });
  const sweeper = {
    ...services(),
    batchQueue: stage.queues.effects,
    log: pino({ enabled: false }),
  };
  expect([...(await startOverdueBatches(sweeper, new Set()))]).toHaveLength(1);
  await runBatchOnce(services(), { campaign, timing: 'weekly', asOf: instant(Date.now()) });
  await sweepTwice();
  expect(await batches(campaign)).toHaveLength(1);
});

test('what the last batch has left over is paid by another one', async () => {
  const { campaign } = await afterItsEnd({ max: points(5), approval: null });
  expect(await states(campaign)).toEqual({ paid: 1, held: 1 });
  await sweepTwice();
  expect(await batches(campaign)).toHaveLength(1);
  await pass(campaign, dayMs + 2 * 3_600_000);
  await sweepTwice();
  await expect.poll(() => states(campaign), patience).toEqual({ paid: 2 });
});

test('what the last batch was refused waits for another decision', async () => {
  const approval = { above: points(1), withinMs: duration(600_000) };
  const { campaign, batch } = await afterItsEnd({ max: [], approval });
  const by = { actor: 'olga', reason: 'looked at it' };
  await decideBatch(services(), batch, { decision: 'refuse', ...by });
  await pass(campaign, dayMs + 2 * 3_600_000);
  await sweepTwice();
  const latest = async () => (await batches(campaign)).at(-1);
  await expect.poll(latest, patience).toEqual({ state: 'waiting', by: 'the sweep' });
  await decideBatch(services(), { campaign, number: 2 }, { decision: 'approve', ...by });
  await expect.poll(() => states(campaign), patience).toEqual({ paid: 2 });
});

test('what is more than a whole batch may pay is told, and no batch is begun for it', async () => {
  const { campaign } = await afterItsEnd({ max: points(4), approval: null });
  await pass(campaign, 2 * dayMs);
  await sweepTwice();
  expect(await batches(campaign)).toHaveLength(1);
  expect(await checkBatches(stage.pool)).toEqual([
    {
      kind: 'beyond-batch',
      subject: campaign,
      sentence: `2 due after-campaign rewards of ${campaign} are each more than a whole batch may pay: raise batchMax, or reverse them`,
    },
  ]);
});
