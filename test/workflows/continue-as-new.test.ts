import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';

import type { ShareCommand } from '../../domain/code/command.ts';
import { lockCode } from '../../store/commit/lock-code.ts';
import { syncUpdate, updates } from '../../workflows/messages.ts';
import { share } from '../support/commands.ts';
import { fastForward } from '../support/fast-forward.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';

const lanes = 6;
const size = 200;
/** More than enough for the 4 MiB at which the server suggests a new run. */
const batchesMax = 40;
/** Long names fill a history sooner. */
const longName = 'x'.repeat(128);
/** What each lane goes on with once the new run is there. */
const batchesAfter = 2;
const hour = 3_600_000;

let stage: Stage;
const terms = termsLike();

beforeAll(async () => {
  stage = await createStage();
  await stage.publish(terms);
  await stage.work();
});
afterAll(() => stage.close());

function longShare(): ShareCommand {
  const command = share();
  const opId = command.opId.padEnd(128, '.') as ShareCommand['opId'];
  return { ...command, opId, share: longName, from: longName };
}

/** The next batch when the last one is answered, as each client does; returns how many it sent. */
async function lane(handle: WorkflowHandle, isOver: () => Promise<boolean>): Promise<number> {
  let sent = 0;
  let left = batchesAfter;
  while (sent < batchesMax && left > 0) {
    const commands = Array.from({ length: size }, longShare);
    expect(await untilAnswered(handle, commands)).toHaveLength(size);
    sent += 1;
    if (await isOver()) left -= 1;
  }
  return sent;
}

/** The same operations again, until they are answered. */
async function untilAnswered(handle: WorkflowHandle, commands: ShareCommand[]): Promise<unknown[]> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const answer = handle.executeUpdate(updates.share, { args: [commands] });
    const outcomes = await answer.catch(() => undefined);
    if (outcomes !== undefined) return outcomes;
  }
  throw new Error('no answer');
}

it('goes on in a new run under load: nothing lost, nothing doubled, its clock kept', async () => {
  const row = await stage.insert(terms);
  const { workflowId } = await stage.awaken(terms, row);
  await fastForward(stage.client, workflowId, hour);
  const handle = stage.client.workflow.getHandle(workflowId);
  const first = (await handle.describe()).runId;
  const isOver = async () => (await handle.describe()).runId !== first;
  const sent = await Promise.all(Array.from({ length: lanes }, () => lane(handle, isOver)));
  expect(await isOver()).toBe(true);
  const shares = sent.reduce((sum, count) => sum + count) * size;
  const shown = await handle.executeUpdate(syncUpdate);
  expect(shown.shares).toBe(shares);
  expect(shown.now - Date.now()).toBeGreaterThan(hour - 60_000);
  expect((await lockCode(stage.pool, row.id))?.state.shares).toBe(shares);
  await handle.terminate('test');
}, 120_000);
