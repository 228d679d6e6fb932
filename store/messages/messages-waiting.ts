import { queryOne, type Db } from '../query.ts';

/**
 * How long until the next message wants attention, in milliseconds: 0 when one does now, null when
 * none will.
 * @throws StoreUnavailable
 */
export async function nextMessageInMs(db: Db): Promise<number | null> {
  const row = await queryOne<{ wait_ms: number | null }>(
    db,
    `SELECT (extract(epoch FROM min(next_attempt_at) - now()) * 1000)::float8 AS wait_ms
     FROM message WHERE state IN ('due', 'sending')`,
  );
  const waitMs = row?.wait_ms ?? null;
  return waitMs === null ? null : Math.max(0, Math.ceil(waitMs));
}
