import { query, type Db } from '../query.ts';

/** What became of an attempt that has not paid. */
export type Unpaid =
  /** Nothing has reached the provider; to be sent when `retryMs` have gone by. */
  | { readonly state: 'intent'; readonly reason: string; readonly retryMs: number }
  /** Something may have; to be asked about when `retryMs` have gone by. */
  | {
      readonly state: 'unknown';
      readonly reason: string;
      readonly retryMs: number;
      readonly providerRef?: string;
    }
  /** Certainly not paid, and not to be tried again unless operations say so. */
  | { readonly state: 'failed'; readonly reason: string }
  /** Somebody has to look into it; nothing is sent meanwhile. */
  | { readonly state: 'manual'; readonly reason: string };

const putOffSql = `
UPDATE payout
SET state = $3, last_error = $4, changed_at = now(), lease_until = NULL, leased_by = NULL,
    next_attempt_at = now() + CASE WHEN called_back_at IS NULL THEN $5 ELSE 0 END
                      * interval '1 millisecond',
    called_back_at = NULL,
    provider_ref = coalesce($6, provider_ref),
    first_sent_at = CASE WHEN $3 = 'intent' THEN NULL ELSE first_sent_at END
WHERE key = $1 AND fence = $2 AND state IN ('intent', 'sending', 'unknown')
RETURNING key`;

/**
 * Ends an attempt that has not paid, and the lease. False when the claim is not the latest.
 * @throws StoreUnavailable
 */
export async function putOffPayout(
  db: Db,
  claim: { readonly key: string; readonly fence: number },
  unpaid: Unpaid,
): Promise<boolean> {
  const rows = await query(db, putOffSql, [
    claim.key,
    claim.fence,
    unpaid.state,
    unpaid.reason,
    'retryMs' in unpaid ? unpaid.retryMs : 0,
    unpaid.state === 'unknown' ? (unpaid.providerRef ?? null) : null,
  ]);
  return rows.length === 1;
}

const releaseSql = `
UPDATE payout p
SET lease_until = NULL, leased_by = NULL, next_attempt_at = now(), changed_at = now()
FROM unnest($1::text[], $2::bigint[]) AS claim (key, fence)
WHERE p.key = claim.key AND p.fence = claim.fence AND p.state IN ('intent', 'unknown')`;

/**
 * Gives back claims that were not worked on.
 * @throws StoreUnavailable
 */
export async function releasePayouts(
  db: Db,
  claims: readonly { readonly key: string; readonly fence: number }[],
): Promise<void> {
  if (claims.length === 0) return;
  await query(db, releaseSql, [claims.map(({ key }) => key), claims.map(({ fence }) => fence)]);
}
