import { query, type Db } from '../query.ts';

/**
 * Drops what parties asked for more than two hours ago by their campaign's clock; nothing reads it any more,
 * and wrong phones of inviters that they gave more than two days ago.
 * Returns how many rows that were.
 * @throws StoreUnavailable
 */
export async function forgetWindows(db: Db, serverNow: number): Promise<number> {
  const dropped = await query(
    db,
    `DELETE FROM party_window w WHERE w.minute < ($1::bigint
       + coalesce((SELECT c.clock_offset_ms FROM campaign c WHERE c.id = w.scope), 0)) / 60000 - 120
     RETURNING 1`,
    [serverNow],
  );
  const tries = await query(
    db,
    `DELETE FROM phone_try t WHERE t.day < $1::bigint - 2 * 86400000
       + coalesce((SELECT c.clock_offset_ms FROM campaign c WHERE c.id = t.campaign), 0)
     RETURNING 1`,
    [serverNow],
  );
  return dropped.length + tries.length;
}
