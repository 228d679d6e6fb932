import { query, type Db } from '../query.ts';

/**
 * Notes that a worker lives.
 * @throws StoreUnavailable
 */
export async function beat(db: Db, worker: string): Promise<void> {
  await query(
    db,
    `INSERT INTO worker (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET seen_at = now()`,
    [worker],
  );
}

/**
 * Takes out a worker that stops in order; what a dead one leaves is a sweep's to take out.
 * @throws StoreUnavailable
 */
export async function leave(db: Db, worker: string): Promise<void> {
  await query(db, 'DELETE FROM worker WHERE id = $1', [worker]);
}

/**
 * Workers heard of in the last `withinMs`.
 * @throws StoreUnavailable
 */
export async function workersSeen(db: Db, withinMs: number): Promise<readonly string[]> {
  const rows = await query<{ id: string }>(
    db,
    `SELECT id FROM worker WHERE seen_at > now() - $1 * interval '1 millisecond' ORDER BY id`,
    [withinMs],
  );
  return rows.map(({ id }) => id);
}
