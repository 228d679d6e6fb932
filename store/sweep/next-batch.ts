import type { CampaignId } from '../../domain/ids.ts';
import type { BatchTiming } from '../../domain/delivery/batch.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/**
 * When the next held rewards of a campaign fall to a batch, by its clock, for each kind of batch
 * that has any.
 * @throws StoreUnavailable
 */
export async function nextBatches(
  db: Db,
  campaign: CampaignId,
): Promise<readonly { readonly timing: BatchTiming; readonly at: Instant }[]> {
  return query<{ timing: BatchTiming; at: Instant }>(
    db,
    `SELECT timing, min(due_at) AS at FROM reward
     WHERE campaign = $1 AND state = 'held' AND timing IN ('weekly', 'after-campaign')
     GROUP BY timing ORDER BY timing`,
    [campaign],
  );
}
