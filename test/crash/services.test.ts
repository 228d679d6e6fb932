import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { ensureSchedules } from '../../client/batches/ensure-schedules.ts';
import { assert } from '../../domain/assert.ts';
import { lateMs } from '../../domain/delivery/batch-times.ts';
import { effectsTaskQueue } from '../../domain/delivery/dispatcher.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { instant } from '../../domain/time.ts';
import { loadCampaign, loadVersion } from '../../store/campaigns/campaign-row.ts';
import { query } from '../../store/query.ts';
import { conclude } from '../support/conclude.ts';
import { publishCrashCampaign, type CampaignChanges } from '../support/crash-campaign.ts';
import { startCrashStack, type CrashStack } from '../support/crash-stack.ts';
import { issueCodes, openCallers, startLoad } from '../support/load.ts';
import type { WorkerProcess } from '../support/worker-process.ts';

/** What dies with nothing left beside it. Deaths one at a time are test/chaos. */

const holders = Array.from({ length: 5 }, (_, n) => `holder-${String(n)}`);
const guestsPerSecond = 6;
const betweenMs = 4_000;

let stack: CrashStack;
let worker: WorkerProcess;

beforeAll(async () => {
  stack = await startCrashStack();
  worker = await stack.startWorker();
});
afterAll(() => stack.stop());

interface Scenario {
  readonly name: string;
  /** What its campaign has besides held rewards, with which timers fire all the while. */
  readonly changes?: CampaignChanges;
  readonly prepare?: (campaign: CampaignId) => Promise<unknown>;
  /** Kills things and brings them up again; returns how many it has killed. */
  readonly strike: () => Promise<number>;
  /** Once the load has ended. */
  readonly afterwards?: (campaign: CampaignId) => Promise<void>;
}

/** Strikes twice under load. */
async function underLoad(id: string, scenario: Scenario): Promise<void> {
  const { name, changes, prepare, strike, afterwards } = scenario;
  const campaign = await publishCrashCampaign(stack.pool, id, { hold: '2s', ...changes });
  await prepare?.(campaign);
  const callers = openCallers(stack.usher, campaign);
  const codes = await issueCodes(stack, campaign, holders);
  const load = startLoad(stack.usher, callers, { codes, guestsPerSecond });
  let kills = 0;
  let since = Date.now();
  for (let round = 0; round < 2; round += 1) {
    await sleep(betweenMs);
    kills += await strike();
    since = Date.now();
  }
  await sleep(betweenMs);
  await load.finish();
  if (afterwards !== undefined) {
    await afterwards(campaign);
    since = Date.now();
  }
  const figures = { kills };
  const audit = await conclude(stack, { scenario: name, campaign, callers, since, figures });
  expect(audit.redemptions).toBe(load.guests);
}

test('Postgres, Temporal and the worker are killed together under load', () =>
  underLoad('kill-all', {
    name: 'all killed together',
    strike: async () => {
      stack.postgres.kill();
      stack.temporal.kill();
      await worker.kill();
      await Promise.all([stack.postgres.restart(), stack.temporal.restart()]);
      worker = await stack.startWorker();
      return 3;
    },
  }));

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
    underLoad('lose-temporal', {
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
