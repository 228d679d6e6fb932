import { query, queryOne, type Db } from '../query.ts';

/**
 * One that is being worked on is not taken from whoever does; it is looked at right afterwards. One that waits for
 * a person is asked about, and not sent.
 */
const hastened = `
UPDATE payout
SET called_back_at = now(), changed_at = now(),
    next_attempt_at = CASE WHEN state <> 'sending' AND coalesce(lease_until < now(), true)
                      THEN now() ELSE next_attempt_at END,
    only_asked = only_asked OR state = 'manual',
    state = CASE state WHEN 'manual' THEN 'unknown' ELSE state END
WHERE provider = $1 AND (state IN ('sending', 'unknown') OR state = 'manual')`;

// The number is half of the SHA-256 of the key, so that only payouts in doubt, a few, are looked at.
const hastenSql = `
${hastened} AND left(encode(sha256(convert_to(key, 'UTF8')), 'hex'), 32) = $2
RETURNING key`;

/**
 * Has the payout that is known outside by a number derived from its key asked about now, where nobody knows
 * yet whether it is paid. False when there is no such payout.
 * @throws StoreUnavailable
 */
export async function hastenPayout(
  db: Db,
  bill: { readonly provider: string; readonly billNumber: string },
): Promise<boolean> {
  const rows = await query(db, hastenSql, [bill.provider, bill.billNumber]);
  return rows.length > 0;
}

const lookSql = `
WITH hastened AS (${hastened} AND key = $2 RETURNING key)
SELECT EXISTS (SELECT FROM hastened) AS hastened FROM payout WHERE provider = $1 AND key = $2`;

/**
 * As `hastenPayout`, by the key. `ours`: there is such a payout, and nothing about it is in doubt.
 * `not-ours`: there is none.
 * @throws StoreUnavailable
 */
export async function hastenPayoutOf(
  db: Db,
  payout: { readonly provider: string; readonly key: string },
): Promise<'hastened' | 'ours' | 'not-ours'> {
  const row = await queryOne<{ hastened: boolean }>(db, lookSql, [payout.provider, payout.key]);
  if (row === undefined) return 'not-ours';
  return row.hastened ? 'hastened' : 'ours';
}
