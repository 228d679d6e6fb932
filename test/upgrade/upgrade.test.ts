import { Worker } from '@temporalio/worker';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

import { createUsher, type Usher } from '../../client/usher.ts';
import type { CodeId } from '../../domain/ids.ts';
import { migrate, schemaVersion } from '../../store/migrate.ts';
import type { RunningWorker } from '../../worker/run.ts';
import { workflowId } from '../../workflows/messages.ts';
import { eventsOf, nameOf } from '../support/history.ts';
import { issueCodes, openCallers, startLoad, type Callers, type Load } from '../support/load.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';
import { addMigration, buildPatched, type OtherBuild } from './other-build.ts';

const terms = termsLike();
const { campaign } = terms;
/** Temporal's word for a workflow task of five seconds: the machine was busy, and nothing is wrong. */
const slowTask = '[TMPRL1104]';
/** What any worker of this process has complained of. */
const complaints: string[] = [];
const complain = (line: string): void => {
  if (!line.includes(slowTask)) complaints.push(line);
};
const patiently = { timeout: 20_000 };
const log = pino({ level: 'warn' }, { write: complain });

let stage: Stage;
let usher: Usher;
let patchedBuild: OtherBuild;
let old: RunningWorker;
let callers: Callers;
let load: Load;
let codes: readonly CodeId[];
let guests = 0;

beforeAll(async () => {
  [stage, patchedBuild] = await Promise.all([createStage(), buildPatched()]);
  const { client: temporal, pool, keys, queues } = stage;
  await stage.publish(terms);
  usher = createUsher({ temporal, pool, keys, taskQueue: queues.codes });
  old = await stage.work({ log });
  codes = await issueCodes({ usher, client: temporal }, campaign, ['ann', 'ben', 'cid']);
  callers = openCallers(usher, campaign);
  load = startLoad(usher, callers, { codes, guestsPerSecond: 10 });
});
afterAll(async () => {
  await load.finish();
  await usher.close();
  await stage.close();
  await patchedBuild.remove();
});

/** Names of all events of a code's history, and of its markers. */
async function eventNames(code: CodeId): Promise<readonly string[]> {
  const events = await eventsOf(stage.client.workflow.getHandle(workflowId(campaign, code)));
  return events.map((event) => event.markerRecordedEventAttributes?.markerName ?? nameOf(event));
}

/** Each code goes on answering guests, and no worker has anything to complain of. */
async function goesOn(): Promise<void> {
  guests += 1;
  await Promise.all(codes.map((code, n) => callers.guest(code, `guest-${guests}-of-${n}`)));
  expect(callers.acknowledged.filter(({ outcome }) => !outcome.ok)).toEqual([]);
  for (const code of codes) expect(await eventNames(code)).not.toContain('WORKFLOW_TASK_FAILED');
  expect(complaints).toEqual([]);
}

async function namesAfterGuest(code: CodeId): Promise<readonly string[]> {
  guests += 1;
  await callers.guest(code, `guest-${guests}`);
  return eventNames(code);
}

async function replays(bundlePath: string, code: CodeId): Promise<string> {
  const id = workflowId(campaign, code);
  const history = await stage.client.workflow.getHandle(id).fetchHistory();
  const results = Worker.runReplayHistories({ workflowBundle: { codePath: bundlePath } }, [
    { workflowId: id, history },
  ]);
  for await (const { error } of results) return error?.name ?? 'replayed';
  return 'nothing to replay';
}

test('a migration is applied while an old worker has live codes', async () => {
  const before = await schemaVersion(stage.pool);
  await migrate(stage.database.pool, { directory: await addMigration() });
  expect(await schemaVersion(stage.pool)).toBeGreaterThan(before);
  await goesOn();
  await migrate(stage.database.pool);
});

test('an old and a new worker take turns at the same codes while patches are held', async () => {
  const { bundlePath } = patchedBuild;
  const held = await stage.work({ log, bundlePath, holdPatches: true });
  codes = [...codes, ...(await issueCodes({ usher, client: stage.client }, campaign, ['dan']))];
  await goesOn();
  await old.stop();
  await goesOn();
  old = await stage.work({ log });
  await held.stop();
  await goesOn();
});

test('patches begin when no old worker is left', async () => {
  const { bundlePath } = patchedBuild;
  const [code] = codes;
  const held = await stage.work({ log, bundlePath, holdPatches: true });
  await old.stop();
  const active = await stage.work({ log, bundlePath });
  await held.stop();
  await goesOn();
  await load.finish();
  // Until it has answered somebody, a run that has just continued another has no marker yet.
  for (const each of codes)
    await expect.poll(() => namesAfterGuest(each), patiently).toContain('core_patch');
  expect(await replays(bundlePath, code as CodeId)).toBe('replayed');
  // What the holding is for.
  expect(await replays(inject('workflowBundle'), code as CodeId)).toBe('DeterminismViolationError');
  await active.stop();
});
