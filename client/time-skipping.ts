import { randomUUID } from 'node:crypto';

import { isGrpcServiceError, type Client } from '@temporalio/client';
import { msNumberToTs } from '@temporalio/common/lib/time.js';
import proto from '@temporalio/proto';

const { FastForwardPollingResult: Result } = proto.temporal.api.enums.v1;
const grpc = { notFound: 5, unimplemented: 12 };

/**
 * Skips of one request after which the server gives up; each timer, and each back-off of a retry, is
 * one. The server's own default of 200 is less than a long life of reminders and rows.
 */
const skipsMax = 10_000;

/** Whether this server can move a workflow's virtual time. Asks it about a workflow that is none. */
export async function supportsTimeSkipping(temporal: Client): Promise<boolean> {
  try {
    await requestSkip(temporal, { workflowId: `no-workflow/${randomUUID()}`, id: 'probe', ms: 1 });
    return true;
  } catch (error) {
    switch (grpcCode(error)) {
      case grpc.notFound:
        return true;
      case grpc.unimplemented:
        return false;
      default:
        throw error;
    }
  }
}

/**
 * Moves one running workflow's virtual time forward by `ms`, firing what falls due on the way, and
 * resolves when it is there (`completed`), or when the workflow ended on the way (`ended`);
 * `absent` when none runs. The task of a timer that fires at the very end may still be running; a
 * `sync` update waits for it. A second request before the first is done replaces it.
 */
export async function fastForward(
  temporal: Client,
  workflowId: string,
  ms: number,
): Promise<'completed' | 'ended' | 'absent'> {
  const id = randomUUID();
  try {
    await requestSkip(temporal, { workflowId, id, ms });
  } catch (error) {
    if (grpcCode(error) === grpc.notFound) return 'absent';
    throw error;
  }
  for (;;) {
    const poll = await temporal.withDeadline(Date.now() + 30_000, () =>
      temporal.workflowService.pollWorkflowExecutionTimeSkipping({
        namespace: temporal.options.namespace,
        workflowExecution: { workflowId },
        fastForwardId: id,
      }),
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

interface Skip {
  readonly workflowId: string;
  readonly id: string;
  readonly ms: number;
}

async function requestSkip(temporal: Client, { workflowId, id, ms }: Skip): Promise<void> {
  await temporal.workflowService.updateWorkflowExecutionOptions({
    namespace: temporal.options.namespace,
    workflowExecution: { workflowId },
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        maxSessionSkipCount: skipsMax,
        fastForwardConfig: { id, duration: msNumberToTs(ms) },
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
}

function grpcCode(error: unknown): number | undefined {
  if (!isGrpcServiceError(error)) return undefined;
  const code: number = error.code;
  return code;
}
