import { WithStartWorkflowOperation } from '@temporalio/client';

import { reject, type Rejection } from '../../domain/code/rejection.ts';
import {
  batchWorkflowType,
  decideUpdate,
  lookAgainSignal,
  type BatchDecision,
  type BatchName,
  type BatchResult,
} from '../../domain/delivery/batch.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { listBatches, loadBatch, type BatchRow } from '../../store/payouts/batch-row.ts';
import type { BatchServices } from './run-batch-once.ts';

type BatchWorkflow = (input: Record<string, unknown>) => Promise<BatchResult>;

const openMax = 1_000;

/**
 * Approves or refuses a batch that waits; null when it is decided so. Its workflow is started again
 * if it is gone: the row tells it where the batch stands.
 * @throws StoreUnavailable and what the Temporal client throws
 */
export async function decideBatch(
  services: BatchServices,
  name: BatchName,
  decision: BatchDecision,
): Promise<Rejection | null> {
  const row = await loadBatch(services.pool, name);
  if (row === undefined) return reject('BATCH_UNKNOWN');
  const startWorkflowOperation = new WithStartWorkflowOperation<BatchWorkflow>(batchWorkflowType, {
    ...startOf(row, services.taskQueue),
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  return services.temporal.workflow.executeUpdateWithStart<
    BatchWorkflow,
    Rejection | null,
    [BatchDecision]
  >(decideUpdate, { startWorkflowOperation, args: [decision] });
}

/**
 * Has every batch of a campaign that is not over look again, and starts those whose workflow is gone.
 * Returns them.
 * @throws StoreUnavailable and what the Temporal client throws
 */
export async function wakeBatches(
  { temporal, pool, taskQueue }: BatchServices,
  campaign: CampaignId,
): Promise<readonly BatchRow[]> {
  const open = await listBatches(pool, { campaigns: [campaign], only: 'open', limit: openMax });
  for (const row of open) {
    await temporal.workflow.signalWithStart(batchWorkflowType, {
      ...startOf(row, taskQueue),
      signal: lookAgainSignal,
    });
  }
  return open;
}

function startOf(
  { campaign, number, timing, asOf, workflow }: BatchRow,
  taskQueue: string,
): { workflowId: string; taskQueue: string; args: [Record<string, unknown>] } {
  return { workflowId: workflow, taskQueue, args: [{ campaign, number, timing, asOf }] };
}
