import { keptAfterEndMs } from '../../domain/commit/stretch.ts';
import { query, type Db } from '../query.ts';

const forgetSql = `
WITH gone AS (
  SELECT c.campaign, c.key FROM campaign k JOIN counter c ON c.campaign = k.id
  WHERE c.ends_at <= k.counters_gone_until LIMIT $1 FOR UPDATE OF c SKIP LOCKED
)
DELETE FROM counter c USING gone WHERE c.campaign = gone.campaign AND c.key = gone.key RETURNING 1`;

const raiseSql = `
UPDATE campaign k SET counters_gone_until = $1::bigint + clock_offset_ms
WHERE EXISTS (SELECT FROM counter c WHERE c.campaign = k.id
  AND c.ends_at > k.counters_gone_until AND c.ends_at <= $1::bigint + k.clock_offset_ms)`;

/** How much one pass deletes at most, and in how large pages. */
interface Pages {
  readonly size: number;
  readonly max: number;
}

/**
 * Deletes counters of limits whose stretch was over a week ago by their campaign's clock, page by page.
 * What is to be deleted is told to commits a pass before, so that none is under way that still takes of
 * it. Returns how many rows that were.
 * @throws StoreUnavailable
 */
export async function forgetCounters(
  db: Db,
  serverNow: number,
  { size, max }: Pages = { size: 1_000, max: 100 },
): Promise<number> {
  let forgotten = 0;
  for (let page = 0; page < max; page += 1) {
    const deleted = await query(db, { name: 'forget-counters', text: forgetSql }, [size]);
    forgotten += deleted.length;
    if (deleted.length < size) break;
  }
  await query(db, raiseSql, [serverNow - keptAfterEndMs]);
  return forgotten;
}
