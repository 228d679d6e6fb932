import type { RewardId } from '../../domain/ids.ts';
import { queryOne, type Db } from '../query.ts';

const markSql = {
  name: 'mark-sending',
  text: `
WITH gate AS (
  SELECT payouts_held(provider) AS held FROM payout WHERE reward = $1
), marked AS (
  UPDATE payout
  SET state = 'sending', attempts = attempts + 1, first_sent_at = coalesce(first_sent_at, now()),
      changed_at = now(),
      lease_until = now() + $3 * interval '1 millisecond',
      next_attempt_at = now() + $3 * interval '1 millisecond'
  FROM gate
  WHERE reward = $1 AND fence = $2 AND state IN ('intent', 'unknown') AND NOT gate.held
  RETURNING reward
)
SELECT CASE WHEN EXISTS (SELECT FROM marked) THEN 'sending'
            WHEN held THEN 'held' ELSE 'superseded' END AS mark
FROM gate`,
};

/** `superseded`: the claim is no longer the latest. `held`: nothing may be sent to the provider now. */
type SendingMark = 'sending' | 'held' | 'superseded';

/**
 * Notes, before a request leaves, that it may have left, and renews the lease. Nothing may be sent
 * unless it says `sending`.
 * @throws StoreUnavailable
 */
export async function markSending(
  db: Db,
  claim: { readonly reward: RewardId; readonly fence: number },
  leaseMs: number,
): Promise<SendingMark> {
  const row = await queryOne<{ mark: SendingMark }>(db, markSql, [
    claim.reward,
    claim.fence,
    leaseMs,
  ]);
  return row?.mark ?? 'superseded';
}
