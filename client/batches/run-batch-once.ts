import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '@temporalio/client';
import type pg from 'pg';

import {
  batchWorkflowType,
  type BatchRequest,
  type BatchResult,
} from '../../domain/delivery/batch.ts';
import { onQueue } from '../../domain/delivery/dispatcher.ts';
import type { Instant } from '../../domain/time.ts';
import { batchesPaused } from '../../store/payouts/batch-gate.ts';
import { batchOfWorkflow, type BatchRow } from '../../store/payouts/batch-row.ts';

const lookMs = 250;

/** Where a batch is run. */
export interface BatchServices {
  readonly temporal: Client;
  readonly pool: pg.Pool;
  readonly taskQueue: string;
}

/**
 * Runs one batch up to `asOf` by the campaign's clock, now and apart from any schedule, and waits
 * until it is over, or waits itself: for a second person, or because operations have paused it. What
 * is due at the provider is then on its way. Running it again finds nothing.
 * @throws StoreUnavailable and what the Temporal client throws
 */
export async function runBatchOnce(
  { temporal, pool, taskQueue }: BatchServices,
  request: BatchRequest & { readonly asOf: Instant },
): Promise<BatchRow> {
  const { campaign, timing, asOf } = request;
  const upTo = new Date(asOf).toISOString();
  const workflowId = onQueue(`batch/${campaign}/${timing}/as-of-${upTo}`, taskQueue);
  const before = await batchOfWorkflow(pool, workflowId);
  const handle = await temporal.workflow.start<(input: BatchRequest) => Promise<BatchResult>>(
    batchWorkflowType,
    {
      workflowId,
      workflowIdConflictPolicy: 'USE_EXISTING',
      taskQueue,
      args: [request],
      staticSummary: `Pays the ${timing} rewards of ${campaign} up to ${upTo}`,
    },
  );
  const looking = new AbortController();
  try {
    const over = handle.result().then(() => undefined);
    const held = untilHeld({ pool, workflowId, before, signal: looking.signal });
    // Whichever comes second tells nobody anything.
    for (const one of [over, held]) one.catch(() => undefined);
    const found = (await Promise.race([over, held])) ?? (await batchOfWorkflow(pool, workflowId));
    if (found === undefined) throw new Error(`${workflowId} has left no row`);
    return found;
  } finally {
    looking.abort();
  }
}

/** The batch once nothing goes on without a person. */
async function untilHeld(look: {
  readonly pool: pg.Pool;
  readonly workflowId: string;
  readonly before: BatchRow | undefined;
  readonly signal: AbortSignal;
}): Promise<BatchRow | undefined> {
  const { pool, workflowId, before, signal } = look;
  while (!signal.aborted) {
    const row = await batchOfWorkflow(pool, workflowId);
    const isNew = row !== undefined && (row.number !== before?.number || before.endedAt === null);
    if (isNew && row.endedAt === null) {
      const isPaused = (await batchesPaused(pool, row.campaign)) !== null;
      if (row.state === 'waiting' || isPaused) return row;
    }
    await sleep(lookMs);
  }
  return undefined;
}
