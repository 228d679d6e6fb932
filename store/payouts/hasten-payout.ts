import { query, type Db } from '../query.ts';

// The number is half of the SHA-256 of the key, so that only payouts in doubt, a few, are looked at.
const hastenSql = `
UPDATE payout SET next_attempt_at = now(), changed_at = now()
WHERE provider = $1 AND state = 'unknown'
  AND left(encode(sha256(convert_to(key, 'UTF8')), 'hex'), 32) = $2
RETURNING key`;

/**
 * Turns the payout in doubt that is known outside by a number derived from its key due to be asked
 * about now. False when no such payout is in doubt: it is settled, unknown, or just being sent.
 * @throws StoreUnavailable
 */
export async function hastenPayout(
  db: Db,
  bill: { readonly provider: string; readonly billNumber: string },
): Promise<boolean> {
  const rows = await query(db, hastenSql, [bill.provider, bill.billNumber]);
  return rows.length > 0;
}
