import type pg from 'pg';

import type { RewardId } from '../../domain/ids.ts';

const markSql = `
UPDATE payout
SET state = 'sending', attempts = attempts + 1, first_sent_at = coalesce(first_sent_at, now()),
    changed_at = now(),
    lease_until = now() + $3 * interval '1 millisecond',
    next_attempt_at = now() + $3 * interval '1 millisecond'
WHERE reward = $1 AND fence = $2 AND state IN ('intent', 'unknown')`;

/**
 * Notes, before a request leaves, that it may have left, and renews the lease. False when the claim
 * is no longer the latest: then nothing may be sent.
 */
export async function markSending(
  db: pg.Pool | pg.PoolClient,
  claim: { readonly reward: RewardId; readonly fence: string },
  leaseMs: number,
): Promise<boolean> {
  const { rowCount } = await db.query(markSql, [claim.reward, claim.fence, leaseMs]);
  return rowCount === 1;
}
