import proto from '@temporalio/proto';

import type { Services } from './wake.ts';
import type { Log } from './sync-codes.ts';
import type { ListedWorkflow } from './workflows.ts';

/**
 * Of a task's attempts, counted from 1: the second one replays the whole history, so that what fails then is
 * in the history itself. From the third on Temporal refuses updates.
 */
const attemptsMin = 3;
/** What the SDK says of a history that it cannot replay; a bug of ours fails a task in other words. */
const unplayable = /nondeterminism|workflow machines/i;
const nonDeterministic =
  proto.temporal.api.enums.v1.WorkflowTaskFailedCause
    .WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR;

/**
 * Ends a run whose history no worker can replay, so that its code can go on in a new run from its row, which
 * knows all that was committed (docs/decisions/0023). A run that fails for an error of ours is left: it waits
 * for a mended worker. Returns whether it was ended. Two questions to Temporal.
 */
export async function endUnplayable(
  { temporal, log }: Services & { readonly log: Log },
  { code, workflowId, runId }: Omit<ListedWorkflow, 'runId'> & { readonly runId?: string },
): Promise<boolean> {
  const handle = temporal.workflow.getHandle(workflowId, runId);
  const { raw, runId: run } = await handle.describe();
  if ((raw.pendingWorkflowTask?.attempt ?? 0) < attemptsMin) return false;
  const { history } = await temporal.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: temporal.options.namespace,
    execution: { workflowId, runId: run },
    maximumPageSize: 20,
  });
  const why = whyUnplayable(history?.events ?? []);
  if (why === null) return false;
  await temporal.workflow
    .getHandle(workflowId, run)
    .terminate(`Its history cannot be replayed (${why}); the code goes on in a new run.`);
  log.warn({ code, run, why }, 'a run that cannot be replayed was ended');
  return true;
}

/** What the SDK said of the history when the last task failed; null where that was something else. */
function whyUnplayable(
  newestFirst: readonly proto.temporal.api.history.v1.IHistoryEvent[],
): string | null {
  const last = newestFirst.find(
    (event) =>
      event.workflowTaskCompletedEventAttributes ?? event.workflowTaskFailedEventAttributes,
  );
  const failed = last?.workflowTaskFailedEventAttributes;
  if (!failed) return null;
  const message = failed.failure?.message ?? '';
  return failed.cause === nonDeterministic || unplayable.test(message) ? message : null;
}
