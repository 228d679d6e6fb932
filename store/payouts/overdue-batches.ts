import { everyMs, lateMs, type ScheduledTiming } from '../../domain/delivery/batch-times.ts';
import type { BatchTiming } from '../../domain/delivery/batch.ts';
import type { CampaignId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/** Held rewards of a campaign whose batch should have begun. */
export interface OverdueBatch {
  readonly campaign: CampaignId;
  readonly timing: ScheduledTiming;
  /** Of the first of them, by the campaign's clock. */
  readonly dueAt: Instant;
}

/** Of each campaign and timing the first reward is enough, which the index of held rewards has. */
const overdueSql = `
SELECT c.id AS campaign, kind.timing, held.due_at AS "dueAt"
FROM campaign c JOIN campaign_version v ON v.digest = c.digest
CROSS JOIN LATERAL (SELECT $1::bigint + c.clock_offset_ms - ${String(lateMs)} AS at) late
CROSS JOIN (VALUES ('weekly', ${String(everyMs.weekly)}),
  ('after-campaign', ${String(everyMs['after-campaign'])})) AS kind (timing, every_ms)
CROSS JOIN LATERAL (
  SELECT r.due_at FROM reward r
  WHERE r.campaign = c.id AND r.timing = kind.timing AND r.timing IN ('weekly', 'after-campaign')
    AND r.state = 'held' AND r.due_at <= late.at AND NOT beyond_batch(r.campaign, r.asset, r.minor)
  ORDER BY r.due_at LIMIT 1
) held
WHERE (kind.timing = 'weekly' OR v.ends_at IS NULL OR v.ends_at <= late.at)
  AND NOT EXISTS (SELECT FROM payout_batch b WHERE b.campaign = c.id AND b.timing = kind.timing
    AND (b.ended_at IS NULL OR b.as_of > late.at - kind.every_ms))
ORDER BY c.id, kind.timing`;

/**
 * Batches that should have begun by now, and of which there is none: what is held is due for two hours, no batch of its
 * kind is open, and the last one is older than a week, or than a day after a campaign. What is more than
 * a whole batch may pay waits for none.
 * @throws StoreUnavailable
 */
export async function overdueBatches(db: Db, serverNow: number): Promise<OverdueBatch[]> {
  return query<OverdueBatch & Record<string, unknown>>(db, overdueSql, [serverNow]);
}

/** Due rewards of a campaign that are each more than a whole batch may pay. */
export interface BeyondBatch {
  readonly campaign: CampaignId;
  readonly timing: BatchTiming;
  readonly rewards: number;
}

const beyondSql = `
SELECT r.campaign, r.timing, count(*) AS rewards FROM reward r JOIN campaign c ON c.id = r.campaign
WHERE r.state = 'held' AND (r.timing IN ('weekly', 'after-campaign') OR r.stream IS NOT NULL)
  AND r.due_at <= $1::bigint + c.clock_offset_ms - ${String(lateMs)}
  AND beyond_batch(r.campaign, r.asset, r.minor) AND NOT in_open_batch(r.id)
GROUP BY r.campaign, r.timing ORDER BY r.campaign, r.timing`;

/**
 * What is due for two hours and no batch pays, since the version in force lets none pay so much.
 * @throws StoreUnavailable
 */
export async function beyondBatch(db: Db, serverNow: number): Promise<BeyondBatch[]> {
  return query<BeyondBatch & Record<string, unknown>>(db, beyondSql, [serverNow]);
}
