import type { Client } from '@temporalio/client';

import { batchId, batchWorkflowType } from '../domain/delivery/batch.ts';
import { openBatches, type OpenBatch } from '../store/payouts/open-batches.ts';
import { inParallel } from './in-parallel.ts';
import type { Log } from './sync-codes.ts';
import type { Services } from './wake.ts';
import { standingOfWorkflow } from './workflows.ts';

/** A few a week and campaign are begun, and few of them wait. */
const looksMax = 1_000;
const asksMax = 8;

export type BatchSweeper = Pick<Services, 'temporal' | 'pool'> & {
  readonly log: Log;
  /** Of effects. */
  readonly batchQueue: string;
};

/**
 * Starts payout batches again whose row is open and whose workflow is nowhere, or has ended: the new one
 * goes on where the row is. One query; one question to Temporal for each batch that is not over.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function restartLostBatches(sweeper: BatchSweeper): Promise<void> {
  const { pool, temporal, batchQueue, log } = sweeper;
  const open = await openBatches(pool, looksMax);
  await inParallel(open, asksMax, async (batch) => {
    const standing = await standingOfWorkflow(temporal, batch.workflow);
    if (standing === 'RUNNING') return;
    await start(temporal, batch, batchQueue);
    log.warn({ batch: batchId(batch), standing }, 'a payout batch had no workflow');
  });
}

async function start(
  temporal: Client,
  { campaign, number, timing, asOf, workflow }: OpenBatch,
  taskQueue: string,
): Promise<void> {
  await temporal.workflow.start(batchWorkflowType, {
    workflowId: workflow,
    // Of two workers that both look, one starts it.
    workflowIdConflictPolicy: 'USE_EXISTING',
    taskQueue,
    args: [{ campaign, number, timing, asOf }],
    staticSummary: `Goes on with ${batchId({ campaign, number })}`,
  });
}
