import type { BatchTiming, BatchName } from '../../domain/delivery/batch.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/** A payout batch that is not over, and the workflow that it belongs to. */
export interface OpenBatch extends BatchName {
  readonly timing: BatchTiming;
  readonly asOf: Instant;
  readonly workflow: string;
}

/**
 * Batches that are not over, the oldest first.
 * @throws StoreUnavailable
 */
export async function openBatches(db: Db, limit: number): Promise<OpenBatch[]> {
  return query<OpenBatch & Record<string, unknown>>(
    db,
    `SELECT campaign, number, timing, as_of AS "asOf", workflow FROM payout_batch
     WHERE ended_at IS NULL ORDER BY opened_at, campaign, number LIMIT $1`,
    [limit],
  );
}
