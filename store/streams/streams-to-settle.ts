import type { CampaignId, StreamId } from '../../domain/ids.ts';
import { lateMs } from '../../domain/stream/stream.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';
import type { Streaming } from './change-stream.ts';

/** A stream, and the now of its campaign. */
export interface StreamNow extends Streaming {
  readonly id: StreamId;
  readonly now: Instant;
}

/**
 * Streams that are still open although their campaign has ended.
 * @throws StoreUnavailable
 */
export async function streamsLeftOpen(db: Db, serverNow: number): Promise<StreamNow[]> {
  return query<StreamNow & Record<string, unknown>>(
    db,
    `SELECT s.campaign, s.id, s.streamer, v.ends_at AS now
     FROM stream s JOIN campaign c ON c.id = s.campaign JOIN campaign_version v ON v.digest = c.digest
     WHERE s.closed_at IS NULL AND v.ends_at <= $1::bigint + c.clock_offset_ms
     ORDER BY s.campaign, s.id LIMIT 500`,
    [serverNow],
  );
}

/**
 * Streams that are closed and not settled, and whose time for late arrivals is over.
 * @throws StoreUnavailable
 */
export async function streamsToSettle(db: Db, serverNow: number): Promise<StreamNow[]> {
  return query<StreamNow & Record<string, unknown>>(
    db,
    `SELECT s.campaign, s.id, s.streamer, $1::bigint + c.clock_offset_ms AS now
     FROM stream s JOIN campaign c ON c.id = s.campaign
     WHERE s.settled_at IS NULL AND s.closed_at + ${String(lateMs)} <= $1::bigint + c.clock_offset_ms
     ORDER BY s.closed_at, s.campaign, s.id LIMIT 500`,
    [serverNow],
  );
}

/** How long what a batch of a stream has left, or has not paid, waits for the next one. */
const againAfterMs = 86_400_000;

/**
 * Settled streams of which something waits that a batch may pay now: there was none yet, or the last one is over
 * and is a day old.
 * @throws StoreUnavailable
 */
export async function streamsToPay(
  db: Db,
  serverNow: number,
): Promise<{ readonly campaign: CampaignId; readonly id: StreamId }[]> {
  return query<{ campaign: CampaignId; id: StreamId }>(
    db,
    `SELECT s.campaign, s.id FROM (
       SELECT campaign, stream AS id, min(due_at) AS due_at FROM reward
       WHERE state = 'held' AND stream IS NOT NULL GROUP BY campaign, stream
     ) held JOIN stream s USING (campaign, id) JOIN campaign c ON c.id = s.campaign
     WHERE s.settled_at IS NOT NULL AND held.due_at <= $1::bigint + c.clock_offset_ms
       AND NOT EXISTS (SELECT FROM payout_batch b WHERE b.campaign = s.campaign AND b.stream = s.id
         AND (b.ended_at IS NULL
           OR b.as_of > $1::bigint + c.clock_offset_ms - ${String(againAfterMs)}))
     ORDER BY s.campaign, s.id LIMIT 500`,
    [serverNow],
  );
}
