import { randomUUID } from 'node:crypto';

import type { Client } from '@temporalio/client';
import { msNumberToTs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';

const { FastForwardPollingResult: Result } = proto.temporal.api.enums.v1;

/**
 * Skips of one request after which the server gives up; each timer, and each back-off of a retry, is
 * one. The server's own default of 200 is less than a long life of reminders and rows.
 */
const SKIPS_MAX = 10_000;

/**
 * Moves one running workflow's virtual time forward by `ms`, firing what falls due on the way, and
 * resolves when it is there (`completed`), or when the workflow ended on the way or before (`ended`).
 * The task of a timer that fires at the very end may still be running; a `sync` update waits for it.
 */
export async function fastForward(
  client: Client,
  workflowId: string,
  ms: number,
): Promise<'completed' | 'ended'> {
  const fastForwardId = randomUUID();
  const execution = { namespace: client.options.namespace, workflowExecution: { workflowId } };
  await client.workflowService.updateWorkflowExecutionOptions({
    ...execution,
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        maxSessionSkipCount: SKIPS_MAX,
        fastForwardConfig: { id: fastForwardId, duration: msNumberToTs(ms) },
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  for (;;) {
    const poll = await client.withDeadline(Date.now() + 30_000, () =>
      client.workflowService.pollWorkflowExecutionTimeSkipping({ ...execution, fastForwardId }),
    );
    switch (poll.fastForwardPollingResult) {
      case Result.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_COMPLETED:
        return 'completed';
      case Result.FAST_FORWARD_POLLING_RESULT_FAST_FORWARD_FAILED:
        if (poll.failedReason.includes('ended')) return 'ended';
        throw new Error(`fast-forward of ${workflowId} failed: ${poll.failedReason}`);
      default:
        continue;
    }
  }
}
