import { afterAll, beforeAll, expect, test } from 'vitest';

import { runBatchOnce } from '../../client/batches/run-batch-once.ts';
import { effectsTaskQueue } from '../../domain/delivery/dispatcher.ts';
import { instant } from '../../domain/time.ts';
import { loadBatch } from '../../store/payouts/batch-row.ts';
import { query } from '../../store/query.ts';
import { seedCampaign, seedRewards } from '../delivery/fixture.ts';
import { startCrashStack, type CrashStack } from '../support/crash-stack.ts';

const count = 4_000;

let stack: CrashStack;

beforeAll(async () => {
  stack = await startCrashStack();
});
afterAll(() => stack.stop());

test('a worker is killed while it gathers, and while it pays, and the batch pays each reward once', async () => {
  const { pool, client: temporal } = stack;
  const campaign = await seedCampaign(pool);
  const held = { state: 'held', timing: 'weekly', kind: 'points', dueAt: 1 } as const;
  await seedRewards(pool, campaign, { ...held, count });
  const name = { campaign, number: 1 };
  const first = await stack.startWorker();
  const request = { campaign, timing: 'weekly', asOf: instant(2) } as const;
  const running = runBatchOnce({ temporal, pool, taskQueue: effectsTaskQueue }, request);
  const pages = { timeout: 60_000, interval: 5 };
  const gathered = async (): Promise<number> =>
    Object.keys((await loadBatch(pool, name))?.gathered ?? {}).length;
  await expect.poll(gathered, pages).toBe(1);
  await first.kill();
  const second = await stack.startWorker();
  const paid = async (): Promise<number> => (await loadBatch(pool, name))?.paid ?? 0;
  await expect.poll(paid, { ...pages, timeout: 120_000 }).toBeGreaterThan(0);
  await second.kill();
  const cut = await loadBatch(pool, name);
  // Killed after its end the batch would show nothing.
  expect(cut).toMatchObject({ state: 'paying' });
  await stack.startWorker();
  expect(await running).toMatchObject({ state: 'done', paid: count, takenBack: 0 });
  const [books] = await query<{ rewards: number; posts: number }>(
    stack.owner,
    `SELECT count(DISTINCT reward)::int AS rewards, count(*)::int AS posts
     FROM entry WHERE campaign = $1 AND kind = 'post'`,
    [campaign],
  );
  expect(books).toEqual({ rewards: count, posts: count });
});
