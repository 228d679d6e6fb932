import { query, type Db } from '../query.ts';

const keptMs = 2 * 86_400_000;

/**
 * Drops sessions of which the last password ended two days ago or before by their campaign's clock, which
 * no limit counts any more, and proofs that nothing rests on and nothing may. Returns how many rows that were.
 * @throws StoreUnavailable
 */
export async function forgetPasswords(db: Db, serverNow: number): Promise<number> {
  const sessions = await query(
    db,
    `DELETE FROM password_session s WHERE greatest(s.started_at, s.expires_at) < $1::bigint - $2
       + coalesce((SELECT c.clock_offset_ms FROM campaign c WHERE c.id = s.campaign), 0)
     RETURNING 1`,
    [serverNow, keptMs],
  );
  // Of any clock, since a sandbox's is put forward only.
  const proofs = await query(
    db,
    `DELETE FROM proof WHERE used_by IS NULL AND until_at < $1::bigint - $2 RETURNING 1`,
    [serverNow, keptMs],
  );
  return sessions.length + proofs.length;
}
