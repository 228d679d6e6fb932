import type { ScheduledTiming } from '../../domain/delivery/batch-times.ts';
import type { CampaignId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/** That a batch would pay something, if one came. Instants are by the campaign's clock. */
export interface LeftHeld {
  readonly timing: ScheduledTiming;
  /** Of the first reward that no batch has taken on. */
  readonly dueAt: Instant;
  /** As of when the last batch of the kind paid; null where there was none. */
  readonly lastAt: Instant | null;
}

const leftSql = `
SELECT kind.timing, held.due_at AS "dueAt",
  (SELECT max(as_of) FROM payout_batch b WHERE b.campaign = $1 AND b.timing = kind.timing) AS "lastAt"
FROM (VALUES ('weekly'), ('after-campaign')) AS kind (timing)
CROSS JOIN LATERAL (
  SELECT r.due_at FROM reward r
  WHERE r.campaign = $1 AND r.timing = kind.timing AND r.timing IN ('weekly', 'after-campaign')
    AND r.state = 'held' AND NOT beyond_batch(r.campaign, r.asset, r.minor) AND NOT in_open_batch(r.id)
  ORDER BY r.due_at LIMIT 1
) held`;

/**
 * The timings of which a campaign holds rewards, due or not yet, that are in no open batch. What is more than a
 * whole batch may pay waits for none.
 * @throws StoreUnavailable
 */
export async function leftHeld(db: Db, campaign: CampaignId): Promise<LeftHeld[]> {
  return query<LeftHeld & Record<string, unknown>>(db, leftSql, [campaign]);
}
