import { queryOne, type Db } from '../query.ts';

/**
 * Of what is all still owed, which is locked as a commit that takes it back does: a reward, an award, or the
 * rewards of a payout of several. A refused payout
 * was never in doubt, and starts over. One that waits for a person stays in doubt,
 * for as long again: the provider is asked by the key before anything is sent.
 */
const retrySql = `
WITH whole AS (
  SELECT coalesce(part_of, key) AS key FROM payout WHERE key = $1
), rewards AS (
  SELECT r.id, r.state FROM whole, payout p JOIN reward r ON r.id = p.reward
  WHERE p.key = whole.key OR p.part_of = whole.key ORDER BY r.id FOR UPDATE OF r
), awards AS (
  SELECT a.id, a.state FROM whole JOIN award a ON a.id = whole.key FOR UPDATE OF a
), owed AS (TABLE rewards UNION ALL TABLE awards)
UPDATE payout
SET state = CASE state WHEN 'failed' THEN 'due' ELSE 'unknown' END,
    first_sent_at = CASE state WHEN 'failed' THEN NULL ELSE now() END,
    next_attempt_at = now(), changed_at = now(),
    last_error = 'tried again by ' || $2 || ': ' || $3
WHERE key = (SELECT key FROM whole) AND state IN ('failed', 'manual')
  AND (SELECT bool_and(state = 'due') FROM owed)
  AND (reward IS NOT NULL OR minor = (SELECT sum(minor) FROM payout p WHERE p.part_of = payout.key))
RETURNING provider`;

/**
 * Lets a failed or parked payout be tried again, under the same key: named by that,
 * or by a reward of it. Returns the provider whose
 * dispatcher is to be nudged, or undefined when the payout is in no such state.
 * @throws StoreUnavailable
 */
export async function retryPayout(
  db: Db,
  key: string,
  by: { readonly actor: string; readonly reason: string },
): Promise<string | undefined> {
  const row = await queryOne<{ provider: string }>(db, retrySql, [key, by.actor, by.reason]);
  return row?.provider;
}
