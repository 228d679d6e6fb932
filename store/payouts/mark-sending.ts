import type { RewardId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

const markSql = {
  name: 'mark-sending',
  text: `
UPDATE payout
SET state = 'sending', attempts = attempts + 1, first_sent_at = coalesce(first_sent_at, now()),
    changed_at = now(),
    lease_until = now() + $3 * interval '1 millisecond',
    next_attempt_at = now() + $3 * interval '1 millisecond'
WHERE reward = $1 AND fence = $2 AND state IN ('intent', 'unknown')
RETURNING reward`,
};

/**
 * Notes, before a request leaves, that it may have left, and renews the lease. False when the claim
 * is no longer the latest: then nothing may be sent.
 * @throws StoreUnavailable
 */
export async function markSending(
  db: Db,
  claim: { readonly reward: RewardId; readonly fence: number },
  leaseMs: number,
): Promise<boolean> {
  const rows = await query(db, markSql, [claim.reward, claim.fence, leaseMs]);
  return rows.length === 1;
}
