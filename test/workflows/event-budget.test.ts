import type { WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { Command, ShareCommand, UseCommand } from '../../domain/code/command.ts';
import type { OpId, SubjectId } from '../../domain/ids.ts';
import { duration } from '../../domain/time.ts';
import { updates } from '../../workflows/messages.ts';
import { eventsOf, nameOf } from '../support/history.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';

let stage: Stage;
const terms = termsLike();

beforeAll(async () => {
  stage = await createStage();
  await stage.publish(terms);
  await stage.work();
});
afterAll(() => stage.close());

/** The events that `work` adds. */
async function added(handle: WorkflowHandle, work: () => Promise<unknown>): Promise<string[]> {
  const before = (await eventsOf(handle)).length;
  await work();
  return (await eventsOf(handle)).slice(before).map(nameOf);
}

let operations = 0;
function opId(): OpId {
  operations += 1;
  return `op-${operations}` as OpId;
}

function redeem(): UseCommand {
  return { kind: 'redeem', opId: opId(), invitee: `invitee-${operations}` as SubjectId };
}

const share = (): ShareCommand => ({ kind: 'share', opId: opId(), via: 'share-opened' });

describe('the events that an operation costs', () => {
  it('start', async () => {
    const row = await stage.insert(terms);
    const handle = await stage.start(terms, row);
    await new Promise((r) => setTimeout(r, 3000));
    expect((await eventsOf(handle)).map(nameOf)).toEqual([
      'WORKFLOW_EXECUTION_STARTED',
      'WORKFLOW_TASK_SCHEDULED',
      'WORKFLOW_TASK_STARTED',
      'WORKFLOW_TASK_COMPLETED',
      'MARKER_RECORDED',
      'TIMER_STARTED',
    ]);
  });
});
