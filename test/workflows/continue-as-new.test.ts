import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { lockCode } from '../../store/commit/lock-code.ts';
import { syncUpdate, updates } from '../../workflows/messages.ts';
import { share } from '../support/commands.ts';
import { fastForward } from '../support/fast-forward.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';

const lanes = 6;
const batches = 12;
const size = 300;
const hour = 3_600_000;

let stage: Stage;
const terms = termsLike();

beforeAll(async () => {
  stage = await createStage();
  await stage.publish(terms);
  await stage.work();
});
afterAll(() => stage.close());

/** One lane, as a client has one a code: the next batch when the last one is answered. */
async function lane(handle: WorkflowHandle): Promise<number> {
  let answered = 0;
  for (let batch = 0; batch < batches; batch += 1) {
    const commands = Array.from({ length: size }, share);
    answered += (await untilAnswered(handle, commands)).length;
  }
  return answered;
}

/** The same operations again, until they are answered. */
async function untilAnswered(
  handle: WorkflowHandle,
  commands: ReturnType<typeof share>[],
): Promise<unknown[]> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const answer = handle.executeUpdate(updates.share, { args: [commands] });
    const outcomes = await answer.catch(() => undefined);
    if (outcomes !== undefined) return outcomes;
  }
  throw new Error('no answer');
}

it('goes on in a new run under load: nothing lost, nothing doubled, its clock kept', async () => {
  const row = await stage.insert(terms);
  const started = await stage.start(terms, row);
  await started.executeUpdate(syncUpdate);
  await fastForward(stage.client, started.workflowId, hour);
  const handle = stage.client.workflow.getHandle(started.workflowId);
  const first = (await handle.describe()).runId;
  const answered = await Promise.all(Array.from({ length: lanes }, () => lane(handle)));
  expect(answered.reduce((sum, count) => sum + count)).toBe(lanes * batches * size);
  expect((await handle.describe()).runId).not.toBe(first);
  const shown = await handle.executeUpdate(syncUpdate);
  expect(shown.shares).toBe(lanes * batches * size);
  expect(shown.now - Date.now()).toBeGreaterThan(hour - 60_000);
  expect((await lockCode(stage.pool, row.id))?.state.shares).toBe(lanes * batches * size);
  await handle.terminate('test');
}, 120_000);
