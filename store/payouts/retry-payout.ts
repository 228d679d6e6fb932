import type { RewardId } from '../../domain/ids.ts';
import { queryOne, type Db } from '../query.ts';

/**
 * Of a reward or an award that is still owed, which is locked as a commit that takes it back does. A refused payout
 * was never in doubt, and starts over. One that waits for a person stays in doubt,
 * for as long again: the provider is asked by the key before anything is sent.
 */
const retrySql = `
WITH reward_owed AS (SELECT id FROM reward WHERE id = $1 AND state = 'due' FOR UPDATE),
award_owed AS (SELECT id FROM award WHERE id = $1 AND state = 'due' FOR UPDATE),
owed AS (SELECT id FROM reward_owed UNION ALL SELECT id FROM award_owed)
UPDATE payout
SET state = CASE state WHEN 'failed' THEN 'due' ELSE 'unknown' END,
    first_sent_at = CASE state WHEN 'failed' THEN NULL ELSE now() END,
    next_attempt_at = now(), changed_at = now(),
    last_error = 'tried again by ' || $2 || ': ' || $3
WHERE reward = (SELECT id FROM owed) AND state IN ('failed', 'manual')
RETURNING provider`;

/**
 * Lets a failed or parked payout be tried again, under the same key. Returns the provider whose
 * dispatcher is to be nudged, or undefined when the payout is in no such state.
 * @throws StoreUnavailable
 */
export async function retryPayout(
  db: Db,
  reward: RewardId,
  by: { readonly actor: string; readonly reason: string },
): Promise<string | undefined> {
  const row = await queryOne<{ provider: string }>(db, retrySql, [reward, by.actor, by.reason]);
  return row?.provider;
}
