import {
  ApplicationFailure,
  WithStartWorkflowOperation,
  WorkflowExecutionAlreadyStartedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type Client,
} from '@temporalio/client';

import { outlivesCode, type Command } from '../domain/code/command.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import { reject } from '../domain/code/rejection.ts';
import { isFinal } from '../domain/code/state.ts';
import type { CodeRow } from '../domain/commit/rows.ts';
import {
  envelopeRefused,
  updates,
  workflowId,
  workflowType,
  type InvitationCode,
} from '../workflows/messages.ts';
import { AttemptError, type Attempt, type DeliveryPort } from './delivery.ts';
import type { Books } from './books.ts';

/**
 * The way to one code's workflow. A code that is awake gets a plain update; one that has no
 * workflow is looked up: a settled one is answered from its row, and woken only to take a reward back; any
 * other is woken.
 */
export function createPort(temporal: Client, books: Books, known: CodeRow): DeliveryPort {
  let awake = known.state.status !== 'dormant';

  const update = async (attempt: Attempt): Promise<readonly Outcome[]> => {
    const handle = temporal.workflow.getHandle(workflowId(known.campaign, known.id));
    const { commands, updateId } = attempt;
    return handle.executeUpdate(updates[commands[0].kind], { args: [[...commands]], updateId });
  };

  const wake = async (attempt: Attempt): Promise<readonly Outcome[]> => {
    const row = await books.row(known.id);
    if (row === undefined) return attempt.commands.map(() => reject('CODE_UNKNOWN'));
    const { commands, updateId } = attempt;
    if (isFinal(row.state.status) && !outlivesCode(commands[0].kind)) {
      return settledAnswers(books, row, commands);
    }
    const startWorkflowOperation = new WithStartWorkflowOperation<InvitationCode>(
      workflowType,
      await books.waking(row),
    );
    const outcomes = await temporal.workflow.executeUpdateWithStart(updates[commands[0].kind], {
      args: [[...commands]],
      updateId,
      startWorkflowOperation,
    });
    awake = true;
    return outcomes;
  };

  const send = async (attempt: Attempt): Promise<readonly Outcome[]> => {
    if (!awake) return wake(attempt);
    try {
      return await update(attempt);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      awake = false;
      return wake(attempt);
    }
  };

  return {
    send: (attempt) =>
      temporal
        .withDeadline(attempt.deadline, () => send(attempt))
        .catch((error: unknown) => {
          throw asAttemptError(error);
        }),
    ask: (commands) => books.stored(known, commands),
  };
}

/** A settled code accepts nothing else, but still says what it answered before. */
async function settledAnswers(
  books: Books,
  row: CodeRow,
  commands: readonly Command[],
): Promise<readonly Outcome[]> {
  const stored = await books.stored(row, commands);
  return commands.map(({ opId }) => stored.get(opId) ?? reject('CODE_SETTLED'));
}

function asAttemptError(error: unknown): AttemptError {
  if (error instanceof WorkflowUpdateFailedError) {
    const type = error.cause instanceof ApplicationFailure ? error.cause.type : undefined;
    return new AttemptError(type === envelopeRefused ? 'refused' : 'failed', error);
  }
  // A run that completed between the row's look-up and the start: the row says so next time.
  const ended = error instanceof WorkflowExecutionAlreadyStartedError;
  return new AttemptError(ended ? 'failed' : 'lost', error);
}
