import type { Client } from '@temporalio/client';

import {
  batchWorkflowType,
  type BatchRequest,
  type BatchResult,
} from '../../domain/delivery/batch.ts';
import { onQueue } from '../../domain/delivery/dispatcher.ts';
import type { Instant } from '../../domain/time.ts';

/**
 * Runs one batch up to `asOf` by the campaign's clock, now and apart from any schedule, and waits
 * for it. What is due at the provider is then on its way. Running it again finds nothing.
 */
export async function runBatchOnce(
  temporal: Client,
  request: BatchRequest & { readonly asOf: Instant },
  taskQueue: string,
): Promise<BatchResult> {
  const { campaign, timing, asOf } = request;
  const id = `batch/${campaign}/${timing}/as-of-${new Date(asOf).toISOString()}`;
  return temporal.workflow.execute<(input: BatchRequest) => Promise<BatchResult>>(
    batchWorkflowType,
    {
      workflowId: onQueue(id, taskQueue),
      workflowIdConflictPolicy: 'USE_EXISTING',
      taskQueue,
      args: [request],
      staticSummary: `Pays the ${timing} rewards of ${campaign} up to ${new Date(asOf).toISOString()}`,
    },
  );
}
