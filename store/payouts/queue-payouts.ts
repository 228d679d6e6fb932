import type { RewardId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

/** The id of a reward or an award is its payout's key, as in a commit: no re-run, reset or restore makes another. */
const queueSql = `
INSERT INTO payout (reward, campaign, key, provider, due_at, minor)
SELECT id, campaign, id, $1, due_at, minor - set_off FROM payable WHERE id = ANY ($2)
ON CONFLICT (reward) DO NOTHING`;

/**
 * Queues the delivery of due rewards and awards, in the transaction that made them due.
 * @throws StoreUnavailable
 */
export async function queuePayouts(
  db: Db,
  provider: string,
  rewards: readonly RewardId[],
): Promise<void> {
  if (rewards.length === 0) return;
  await query(db, queueSql, [provider, rewards]);
}
