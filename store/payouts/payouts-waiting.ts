import { brokenSql } from './gather-payouts.ts';
import { query, queryOne, type Db } from '../query.ts';

/**
 * How long until a provider's next payout wants attention, in milliseconds: 0 when one does now,
 * null when none will. While payouts are held, those that were not sent yet want none; where this minute has
 * no room for more, they do in the next.
 * @throws StoreUnavailable
 */
export async function nextPayoutInMs(db: Db, provider: string): Promise<number | null> {
  const row = await queryOne<{ wait_ms: number | null }>(
    db,
    `SELECT (extract(epoch FROM min(CASE WHEN state IN ('due', 'intent')
         THEN greatest(next_attempt_at, (SELECT payouts_full_until($1))) ELSE next_attempt_at END) - now()) * 1000
       )::float8 AS wait_ms
     FROM payout WHERE provider = $1 AND (state IN ('sending', 'unknown')
       OR (NOT payouts_held($1) AND (state IN ('due', 'intent')
         OR (state = 'gathering' AND next_attempt_at <= now()))))`,
    [provider],
  );
  const waitMs = row?.wait_ms ?? null;
  return waitMs === null ? null : Math.max(0, Math.ceil(waitMs));
}

/**
 * Providers with payouts that a dispatcher has yet to deliver, for a sweep that nudges them.
 * @throws StoreUnavailable
 */
export async function providersWithPayouts(db: Db): Promise<string[]> {
  const rows = await query<{ provider: string }>(
    db,
    `SELECT provider FROM payout
     WHERE state IN ('due', 'intent', 'sending', 'unknown')
       AND (state IN ('sending', 'unknown') OR NOT payouts_held(provider))
     UNION
     SELECT provider FROM payout
     WHERE state = 'gathering' AND next_attempt_at <= now() AND NOT payouts_held(provider)
     UNION
     SELECT w.provider FROM payout w WHERE ${brokenSql}
     ORDER BY provider`,
  );
  return rows.map(({ provider }) => provider);
}
