import { query, type Db } from '../query.ts';

/** A worker that says nothing any more. */
export interface SilentWorker {
  readonly id: string;
  /** How long ago it was heard of. */
  readonly silentMs: number;
}

/**
 * Workers that left no word and were not heard of for `ms`.
 * @throws StoreUnavailable
 */
export async function silentWorkers(db: Db, ms: number): Promise<readonly SilentWorker[]> {
  return query<SilentWorker & Record<string, unknown>>(
    db,
    `SELECT id, (extract(epoch FROM now() - seen_at) * 1000)::bigint AS "silentMs" FROM worker
     WHERE seen_at < now() - $1 * interval '1 millisecond' ORDER BY id`,
    [ms],
  );
}

/**
 * Strikes a silent worker off, unless it has spoken again.
 * @throws StoreUnavailable
 */
export async function forgetWorker(db: Db, id: string, ms: number): Promise<void> {
  await query(
    db,
    `DELETE FROM worker WHERE id = $1 AND seen_at < now() - $2 * interval '1 millisecond'`,
    [id, ms],
  );
}
