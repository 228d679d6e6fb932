import { query, type Db } from '../query.ts';
import { dayMs } from './login-tries.ts';

/**
 * Drops what parties entered in hours that began two days ago or before, which no limit counts any more.
 * Returns how many rows that were.
 * @throws StoreUnavailable
 */
export async function forgetTries(db: Db, serverNow: number): Promise<number> {
  const dropped = await query(
    db,
    `DELETE FROM login_tries WHERE since < $1::bigint - ${String(2 * dayMs)} RETURNING 1`,
    [serverNow],
  );
  return dropped.length;
}
