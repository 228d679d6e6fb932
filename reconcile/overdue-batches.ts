import type pg from 'pg';

import { batchWorkflowType, sweptBy, type BatchRequest } from '../domain/delivery/batch.ts';
import { onQueue } from '../domain/delivery/dispatcher.ts';
import { beyondBatch, overdueBatches } from '../store/payouts/overdue-batches.ts';
import type { Difference } from './difference.ts';
import type { BatchSweeper } from './lost-batches.ts';

/** How long the sweep has to begin a batch before its absence is told. */
const graceMs = 3_600_000;

/**
 * Begins the batches that no schedule has begun: it was lost or has ended, or the last batch has left
 * something or was refused. Only those that were overdue in the round `before` as well, since schedules catch
 * up by themselves once Temporal is there again. Returns those of this round. One query.
 * @throws StoreUnavailable, and what the Temporal client throws
 */
export async function startOverdueBatches(
  { pool, temporal, batchQueue: taskQueue, log }: BatchSweeper,
  before: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const overdue = new Set<string>();
  for (const { campaign, timing, dueAt } of await overdueBatches(pool, Date.now())) {
    const name = `batch/${campaign}/${timing}-overdue`;
    overdue.add(name);
    if (!before.has(name)) continue;
    const request: BatchRequest = { campaign, timing, asOf: null, startedBy: sweptBy };
    await temporal.workflow.start(batchWorkflowType, {
      workflowId: onQueue(name, taskQueue),
      // Of two workers that both look, one starts it.
      workflowIdConflictPolicy: 'USE_EXISTING',
      taskQueue,
      args: [request],
      staticSummary: `Pays the ${timing} rewards of ${campaign} that no scheduled batch has paid`,
    });
    log.warn({ campaign, timing, dueAt }, 'rewards were due and no schedule has begun a batch');
  }
  return overdue;
}

/**
 * Rewards that are due and that no batch pays. Two queries.
 * @throws StoreUnavailable
 */
export async function checkBatches(pool: pg.Pool): Promise<readonly Difference[]> {
  const toldAt = Date.now() - graceMs;
  const missing = await overdueBatches(pool, toldAt);
  const beyond = await beyondBatch(pool, toldAt);
  return [
    ...missing.map(({ campaign, timing, dueAt }) => ({
      kind: 'batch-missing' as const,
      subject: campaign,
      sentence: `${timing} rewards of ${campaign} are due since ${new Date(dueAt).toISOString()} and no batch has begun: \`usher payouts run ${campaign} ${timing}\` runs one`,
    })),
    ...beyond.map(({ campaign, timing, rewards }) => ({
      kind: 'beyond-batch' as const,
      subject: campaign,
      sentence: `${String(rewards)} due ${timing} rewards of ${campaign} are each more than a whole batch may pay: raise batchMax, or reverse them`,
    })),
  ];
}
