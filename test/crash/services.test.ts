import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { conclude } from '../support/conclude.ts';
import { publishCrashCampaign } from '../support/crash-campaign.ts';
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

/** Lets `strike` kill things under load, twice, and bring them up again. */
async function underLoad(
  scenario: string,
  id: string,
  strike: () => Promise<number>,
): Promise<void> {
  // Held rewards, so that timers fire all the while.
  const campaign = await publishCrashCampaign(stack.pool, id, { hold: '2s' });
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
  const audit = await conclude(stack, { scenario, campaign, callers, since, figures: { kills } });
  expect(audit.redemptions).toBe(load.guests);
}

test('Postgres, Temporal and the worker are killed together under load', () =>
  underLoad('all killed together', 'kill-all', async () => {
    stack.postgres.kill();
    stack.temporal.kill();
    await worker.kill();
    await Promise.all([stack.postgres.restart(), stack.temporal.restart()]);
    worker = await stack.startWorker();
    return 3;
  }));

test("Temporal's database is lost under load: every open code gets its workflow again", () =>
  underLoad("Temporal's database lost", 'lose-temporal', async () => {
    await stack.loseTemporal();
    return 1;
  }));
