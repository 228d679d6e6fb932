import { randomUUID } from 'node:crypto';

import { WithStartWorkflowOperation, type WorkflowHandle } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import type { CommandKind } from '../../domain/code/command.ts';
import { startOptions, updates, workflowType } from '../../workflows/messages.ts';
import { freshOpId, redeem, share } from '../support/commands.ts';
import { eventsOf, nameOf } from '../support/history.ts';
import { createStage, type Stage } from '../support/stage.ts';
import { termsLike } from '../support/terms.ts';

const task = ['WORKFLOW_TASK_SCHEDULED', 'WORKFLOW_TASK_STARTED', 'WORKFLOW_TASK_COMPLETED'];
const accepted = 'WORKFLOW_EXECUTION_UPDATE_ACCEPTED';
const completed = 'WORKFLOW_EXECUTION_UPDATE_COMPLETED';
const attributes = 'UPSERT_WORKFLOW_SEARCH_ATTRIBUTES';
const marker = 'MARKER_RECORDED';
/** What every answered update costs, for a batch of any size. */
const six = [...task, accepted, completed, marker].sort();

let stage: Stage;
let awake: WorkflowHandle;
const terms = termsLike();
const byHand = { actor: 'ops', reason: 'test' };

async function names(handle: WorkflowHandle): Promise<string[]> {
  return (await eventsOf(handle)).map(nameOf);
}

/** Events that the work adds to the history of the code that is awake, in alphabetical order. */
async function added(work: () => Promise<unknown>): Promise<string[]> {
  const before = (await names(awake)).length;
  await work();
  return (await names(awake)).slice(before).sort();
}

async function startedCode(): Promise<WorkflowHandle> {
  return stage.awaken(terms, await stage.insert(terms));
}

beforeAll(async () => {
  stage = await createStage();
  await stage.publish(terms);
  await stage.work();
  awake = await startedCode();
});
afterAll(() => stage.close());

describe('the events that an operation costs', () => {
  it('start: 6', async () => {
    expect(await names(await startedCode())).toEqual([
      'WORKFLOW_EXECUTION_STARTED',
      ...task,
      marker,
      'TIMER_STARTED',
    ]);
  });

  it('start together with the first update: 8, with one commit', async () => {
    const row = await stage.insert(terms);
    const options = startOptions(row, {
      title: terms.title,
      clockOffsetMs: 0,
      taskQueue: stage.queues.codes,
    });
    const startWorkflowOperation = new WithStartWorkflowOperation(workflowType, {
      ...options,
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
    const [outcome] = await stage.client.workflow.executeUpdateWithStart(updates.share, {
      args: [[share()]],
      startWorkflowOperation,
    });
    expect(outcome).toMatchObject({ ok: true, status: 'active' });
    const events = await names(await startWorkflowOperation.workflowHandle());
    expect(events.filter((name) => name === marker)).toHaveLength(1);
    expect(events).toHaveLength(8);
  });

  it('share: 6', async () => {
    const events = await added(() => awake.executeUpdate(updates.share, { args: [[share()]] }));
    expect(events).toEqual(six);
  });

  it.each([1, 20, 500])('redeem, a batch of %i: 6', async (size) => {
    const batch = Array.from({ length: size }, () => redeem());
    const events = await added(async () => {
      const outcomes = await awake.executeUpdate(updates.redeem, { args: [batch] });
      expect(outcomes.map(({ ok }) => ok)).toEqual(batch.map(() => true));
    });
    expect(events).toEqual(six);
  });

  it('a repeated operation: 6', async () => {
    const command = redeem();
    const ask = () => awake.executeUpdate(updates.redeem, { args: [[command]] });
    const first = await ask();
    const events = await added(async () => {
      expect(await ask()).toEqual(first);
    });
    expect(events).toEqual(six);
  });

  it('a change of status: one more', async () => {
    const freeze = { kind: 'freeze' as const, opId: freshOpId(), ...byHand };
    const frozen = await added(() => awake.executeUpdate(updates.freeze, { args: [[freeze]] }));
    expect(frozen).toEqual([...six, attributes].sort());
    const unfreeze = { kind: 'unfreeze' as const, opId: freshOpId(), ...byHand };
    const thawed = await added(() => awake.executeUpdate(updates.unfreeze, { args: [[unfreeze]] }));
    expect(thawed).toEqual([...six, attributes].sort());
  });

  it('a deadline that moves earlier: two more', async () => {
    const reserve = { ...redeem(), kind: 'reserve' as const };
    const events = await added(() => awake.executeUpdate(updates.reserve, { args: [[reserve]] }));
    expect(events).toEqual([...six, 'TIMER_CANCELED', 'TIMER_STARTED'].sort());
  });

  const good = share();
  it.each<[string, CommandKind, unknown]>([
    ['no array', 'share', good],
    ['an empty array', 'share', []],
    ['too many', 'share', Array.from({ length: 501 }, () => good)],
    ['no object', 'share', [null]],
    ['no opId', 'share', [{ kind: 'share', via: 'share-opened' }]],
    ['another kind', 'redeem', [good]],
  ])('a refused envelope, %s: 0', async (_, kind, envelope) => {
    const events = await added(() =>
      expect(awake.executeUpdate(kind, { args: [envelope] })).rejects.toMatchObject({
        cause: { type: 'ENVELOPE_REFUSED' },
      }),
    );
    expect(events).toEqual([]);
  });

  it('an unknown update: 0', async () => {
    const events = await added(() =>
      expect(awake.executeUpdate(randomUUID())).rejects.toThrow('failed'),
    );
    expect(events).toEqual([]);
  });
});
