import { afterAll, beforeAll, expect, test } from 'vitest';

import { ensureSchedules } from '../../client/batches/ensure-schedules.ts';
import { assert } from '../../domain/assert.ts';
import { lateMs } from '../../domain/delivery/batch-times.ts';
import { effectsTaskQueue } from '../../domain/delivery/dispatcher.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { loadCampaign, loadVersion } from '../../store/campaigns/campaign-row.ts';
import { query } from '../../store/query.ts';
import { startCrashStack, type CrashStack } from '../support/crash-stack.ts';
import { strikeUnderLoad } from '../support/under-load.ts';

let stack: CrashStack;

beforeAll(async () => {
  stack = await startCrashStack();
  await stack.startWorker();
});
afterAll(() => stack.stop());

/** The schedule of the one weekly reward, as publishing makes it. */
async function schedule(campaign: CampaignId): Promise<void> {
  const version = await loadCampaign(stack.pool, campaign);
  const row = version && (await loadVersion(stack.pool, version.digest));
  assert(row !== undefined, 'a campaign that was published has a version');
  const period = { startsAt: instant(Date.now()), endsAt: null };
  await ensureSchedules(stack.client, row.terms, period, effectsTaskQueue);
  // It is listed a moment later.
  await expect.poll(schedules).toEqual([`payouts/${campaign}/weekly-monday-09`]);
}

async function schedules(): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { scheduleId } of stack.client.schedule.list()) ids.push(scheduleId);
  return ids;
}

/** The hour of the weekly batch comes, and no schedule knows of it: the sweep has all of it paid. */
async function weeklyBatchComes(campaign: CampaignId): Promise<void> {
  expect(await schedules()).toEqual([]);
  const due = await query<{ state: string }>(
    stack.owner,
    `UPDATE reward SET due_at = $2 WHERE campaign = $1 AND timing = 'weekly' RETURNING state`,
    [campaign, Date.now() - lateMs],
  );
  expect(new Set(due.map(({ state }) => state))).toEqual(new Set(['held']));
  const batches = (): Promise<unknown> =>
    query(
      stack.owner,
      'SELECT state, due::int AS due, started_by AS by FROM payout_batch WHERE campaign = $1',
      [campaign],
    );
  await expect
    .poll(batches, { timeout: 150_000, interval: 500 })
    .toEqual([{ state: 'done', due: due.length, by: 'the sweep' }]);
}

test(
  "Temporal's database is lost under load: open codes get their workflows again, and weekly rewards their batch",
  () =>
    strikeUnderLoad(stack, {
      id: 'lose-temporal',
      name: "Temporal's database lost",
      changes: { weekly: true },
      prepare: schedule,
      strike: async () => {
        await stack.loseTemporal();
        return 1;
      },
      afterwards: weeklyBatchComes,
    }),
  300_000,
);
