import { queryOne, type Db } from '../query.ts';
import { isOwedWhole, withOwed } from './owed-sql.ts';

/**
 * Of what is all still owed. A refused payout was never in doubt, and starts over. One that waits for a person is in
 * doubt for as long again, and is only asked about: what a provider has forgotten may have been paid all the same.
 */
const retrySql = `${withOwed}
UPDATE payout
SET state = CASE state WHEN 'failed' THEN 'due' ELSE 'unknown' END, only_asked = state = 'manual',
    first_sent_at = CASE state WHEN 'failed' THEN NULL ELSE now() END,
    next_attempt_at = now(), changed_at = now(),
    last_error = 'tried again by ' || $2 || ': ' || $3
WHERE key = (SELECT key FROM whole) AND state IN ('failed', 'manual') AND ${isOwedWhole}
RETURNING provider`;

/**
 * Lets a failed payout be tried again under the same key, or has a parked one asked about by its key again:
 * named by that, or by a reward of it. Returns the provider whose
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
