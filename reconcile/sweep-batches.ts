import { alone } from '../store/sweep/try-lock.ts';
import { restartLostBatches, type BatchSweeper } from './lost-batches.ts';
import { startOverdueBatches } from './overdue-batches.ts';
import { payStreams } from './streams-pass.ts';

/**
 * Looks after payout batches for as long as this worker lives: the function that it makes begins those of streams,
 * and once in `roundMs` those that are lost or late. Every worker that delivers payouts calls it, whoever sweeps the
 * rest, since that one may deliver none; two at a time do not. A quiet call costs one query.
 * The function throws StoreUnavailable, and what the Temporal client throws.
 */
export function batchSweep(sweeper: BatchSweeper, roundMs: number): () => Promise<void> {
  let roundAt = 0;
  let overdue: ReadonlySet<string> = new Set();

  const sweepOnce = async (): Promise<void> => {
    await payStreams(sweeper);
    if (Date.now() < roundAt) return;
    await restartLostBatches(sweeper);
    overdue = await startOverdueBatches(sweeper, overdue);
    roundAt = Date.now() + roundMs;
  };
  return async () => {
    await alone(sweeper.pool, 'sweep-batches', sweepOnce);
  };
}
