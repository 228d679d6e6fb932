import { query, type Db } from '../query.ts';

/**
 * Drops what parties asked for more than two hours ago by their campaign's clock; nothing reads it any more.
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
  return dropped.length;
}
