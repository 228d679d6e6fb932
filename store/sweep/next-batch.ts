import type { CampaignId } from '../../domain/ids.ts';
import type { BatchTiming } from '../../domain/delivery/batch.ts';
import { lateMs } from '../../domain/stream/stream.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/** What waits for a stream that is not closed yet falls to no batch that is known. */
const nextSql = `
SELECT timing, min(at) AS at FROM (
  SELECT timing, due_at AS at FROM reward
  WHERE campaign = $1 AND state = 'held' AND timing IN ('weekly', 'after-campaign')
  UNION ALL
  SELECT r.timing, greatest(r.due_at, s.closed_at + ${String(lateMs)})
  FROM reward r JOIN stream s ON s.campaign = r.campaign AND s.id = r.stream
  WHERE r.campaign = $1 AND r.state = 'held' AND s.closed_at IS NOT NULL
) waiting GROUP BY timing ORDER BY timing`;

/**
 * When the next held rewards of a campaign fall to a batch, by its clock, for each kind of batch
 * that has any.
 * @throws StoreUnavailable
 */
export async function nextBatches(
  db: Db,
  campaign: CampaignId,
): Promise<readonly { readonly timing: BatchTiming; readonly at: Instant }[]> {
  return query<{ timing: BatchTiming; at: Instant }>(db, nextSql, [campaign]);
}
