import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { instant } from '../../domain/time.ts';
import { startSweeping } from '../../reconcile/sweep.ts';
import { query } from '../../store/query.ts';
import { seedBatch, seedCampaign, seedRewards } from '../delivery/fixture.ts';
import { createStage, type Stage } from '../support/stage.ts';

const held = { state: 'held', timing: 'weekly', kind: 'points', minor: 5 } as const;
const first = '!first';
const second = '!second';
let stage: Stage;

beforeAll(async () => {
  stage = await createStage();
  const service = { url: 'http://127.0.0.1:9', secret: `whsec_${'A'.repeat(43)}=` };
  await stage.work({ services: { provider: service, notifier: service } });
  for (const id of [first, second]) {
    const sql = `INSERT INTO worker (id, seen_at) VALUES ($1, now() + interval '1 hour')`;
    await query(stage.pool, sql, [id]);
  }
});
afterAll(() => stage.close());

function sweep(workerId: string, batchQueue?: string): { stop(): Promise<void> } {
  return startSweeping({
    ...{ temporal: stage.client, pool: stage.pool, taskQueue: stage.queues.codes },
    ...{ workerId, batchQueue, intervalMs: 200, slowRoundMs: 1_000 },
    nudge: () => Promise.resolve(),
    log: pino({ level: 'silent' }),
  });
}

test('late and lost batches are paid where the worker that sweeps delivers nothing', async () => {
  const dueAt = Date.now() - 86_400_000;
  const late = await seedCampaign(stage.pool);
  await seedRewards(stage.pool, late, { ...held, dueAt });
  const lost = await seedCampaign(stage.pool);
  await seedRewards(stage.pool, lost, { ...held, dueAt });
  await seedBatch(stage.pool, { campaign: lost, timing: 'weekly', asOf: instant(Date.now()) });
  const sweeping = [sweep(first), sweep(second, stage.queues.effects)];
  const batches = () =>
    query(
      stage.pool,
      'SELECT campaign, state, started_by AS by FROM payout_batch ORDER BY campaign = $1',
      [lost],
    );
  await expect.poll(batches, { timeout: 50_000, interval: 100 }).toEqual([
    { campaign: late, state: 'done', by: 'the sweep' },
    { campaign: lost, state: 'done', by: null },
  ]);
  for (const each of sweeping) await each.stop();
  expect(await query(stage.pool, 'SELECT state FROM reward')).toEqual([
    { state: 'paid' },
    { state: 'paid' },
  ]);
});
