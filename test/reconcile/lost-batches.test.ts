import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { runBatchOnce } from '../../client/batches/run-batch-once.ts';
import { decideBatch } from '../../client/batches/decide-batch.ts';
import type { BatchName } from '../../domain/delivery/batch.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration, instant } from '../../domain/time.ts';
import { startSweeping } from '../../reconcile/sweep.ts';
import { loadBatch } from '../../store/payouts/batch-row.ts';
import { query } from '../../store/query.ts';
import { seedBatch, seedCampaign, seedRewards } from '../delivery/fixture.ts';
import { createStage, type Stage } from '../support/stage.ts';

const asOf = instant(5_000);
const held = { state: 'held', timing: 'weekly', kind: 'points', dueAt: 4_000, minor: 5 } as const;
const above = [{ asset: 'points/0' as Asset, minor: minorUnits(1) }];
const approved = { max: [], approval: { above, withinMs: duration(600_000) } };
const patience = { timeout: 50_000, interval: 100 };

let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
  const service = { url: 'http://127.0.0.1:9', secret: `whsec_${'A'.repeat(43)}=` };
  await stage.work({ services: { provider: service, notifier: service } });
});
afterAll(() => stage.close());

function sweep(batchQueue?: string): { stop(): Promise<void> } {
  return startSweeping({
    temporal: stage.client,
    pool: stage.pool,
    taskQueue: stage.queues.codes,
    workerId: '!first',
    nudge: () => Promise.resolve(),
    log: pino({ level: 'silent' }),
    intervalMs: 200,
    batchQueue,
  });
}

async function stateOf(name: BatchName): Promise<string | undefined> {
  return (await loadBatch(stage.pool, name))?.state;
}

async function posts(campaign: CampaignId): Promise<number> {
  const rows = await query<{ n: number }>(
    stage.pool,
    `SELECT count(*)::int AS n FROM entry WHERE campaign = $1 AND kind = 'post'`,
    [campaign],
  );
  return rows[0]?.n ?? 0;
}

/** A batch that waits for a second person, in a workflow that runs. */
async function waiting(campaign: CampaignId) {
  const services = { temporal: stage.client, pool: stage.pool, taskQueue: stage.queues.effects };
  const batch = await runBatchOnce(services, { campaign, timing: 'weekly', asOf });
  expect(batch.state).toBe('waiting');
  return { batch, services, handle: stage.client.workflow.getHandle(batch.workflow) };
}

test('a batch whose workflow Temporal does not know is gone on with, and pays each reward once', async () => {
  const campaign = await seedCampaign(stage.pool);
  await seedRewards(stage.pool, campaign, { ...held, count: 5 });
  const name = await seedBatch(stage.pool, { campaign, timing: 'weekly', asOf });
  const sweeping = sweep(stage.queues.effects);
  await expect.poll(() => stateOf(name), patience).toBe('done');
  await sweeping.stop();
  expect(await posts(campaign)).toBe(5);
});

test('a batch whose workflow was terminated while it waited is decided and paid all the same', async () => {
  const campaign = await seedCampaign(stage.pool, { payouts: approved });
  await seedRewards(stage.pool, campaign, { ...held, count: 3 });
  const { batch, services, handle } = await waiting(campaign);
  await handle.terminate('by hand');
  const sweeping = sweep(stage.queues.effects);
  const status = async (): Promise<string> => (await handle.describe()).status.name;
  await expect.poll(status, patience).toBe('RUNNING');
  await sweeping.stop();
  const decision = { decision: 'approve', actor: 'olga', reason: 'looked at it' } as const;
  await decideBatch(services, batch, decision);
  await expect.poll(() => stateOf(batch), patience).toBe('done');
  expect(await posts(campaign)).toBe(3);
  expect((await loadBatch(stage.pool, batch))?.number).toBe(batch.number);
});

test('a batch whose workflow runs is left alone', async () => {
  const campaign = await seedCampaign(stage.pool, { payouts: approved });
  await seedRewards(stage.pool, campaign, { ...held, count: 2 });
  const { handle } = await waiting(campaign);
  const before = (await handle.describe()).runId;
  const lost = await seedBatch(stage.pool, {
    campaign: await seedCampaign(stage.pool),
    timing: 'weekly',
    asOf,
  });
  const sweeping = sweep(stage.queues.effects);
  // The sweep has looked at both when it has ended the other one.
  await expect.poll(() => stateOf(lost), patience).toBe('done');
  await sweeping.stop();
  expect((await handle.describe()).runId).toBe(before);
});
