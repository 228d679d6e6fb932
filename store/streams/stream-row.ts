import type { CampaignId, StreamId } from '../../domain/ids.ts';
import type { Asset } from '../../domain/money.ts';
import type { Stream } from '../../domain/stream/stream.ts';
import type { Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';

/** What the rewards that wait for the end of a stream have come to. */
export interface StreamSum {
  readonly asset: Asset;
  readonly rewards: number;
  /** Of which so many still wait. */
  readonly held: number;
  readonly minor: number;
}

/** A live session as it is stored, with what it has come to. */
export interface StreamRow extends Stream {
  readonly campaign: CampaignId;
  readonly streamer: string;
  readonly settledAt: Instant | null;
  /** How many people have redeemed in it; counted for good once it is settled. */
  readonly invitees: number;
  /** Rewards that were not taken back, by asset. */
  readonly earned: readonly StreamSum[];
  /** The payout batches that have paid it, by their numbers. */
  readonly batches: readonly number[];
}

const columns = `s.campaign, s.id, s.streamer, s.opened_at AS "openedAt", s.closed_at AS "closedAt",
  s.settled_at AS "settledAt",
  coalesce(s.invitees, (SELECT count(DISTINCT r.invitee) FROM redemption r
    WHERE r.campaign = s.campaign AND r.stream = s.id)) AS invitees,
  coalesce((SELECT json_agg(json_build_object('asset', asset, 'rewards', rewards, 'held', held,
      'minor', minor) ORDER BY asset) FROM (
    SELECT w.asset, count(*) AS rewards, count(*) FILTER (WHERE w.state = 'held') AS held,
      sum(w.minor - w.refunded) AS minor
    FROM redemption r JOIN reward w ON w.redemption = r.id
    WHERE r.campaign = s.campaign AND r.stream = s.id AND w.stream = s.id
      AND w.state IN ('held', 'due', 'paid') GROUP BY w.asset
  ) sums), '[]') AS earned,
  ARRAY(SELECT b.number FROM payout_batch b WHERE b.campaign = s.campaign AND b.stream = s.id
    ORDER BY b.number) AS batches`;

type Columns = StreamRow & Record<string, unknown>;

/**
 * One stream; undefined for none of this id.
 * @throws StoreUnavailable
 */
export async function loadStream(
  db: Db,
  campaign: CampaignId,
  id: StreamId,
): Promise<StreamRow | undefined> {
  const sql = `SELECT ${columns} FROM stream s WHERE s.campaign = $1 AND s.id = $2`;
  return queryOne<Columns>(db, sql, [campaign, id]);
}

/** Which streams are looked for. */
export interface StreamFilter {
  /** Null: of everybody. */
  readonly streamer: string | null;
  readonly onlyOpen: boolean;
  readonly limit: number;
}

/**
 * Streams of a campaign, the latest first.
 * @throws StoreUnavailable
 */
export async function listStreams(
  db: Db,
  campaign: CampaignId,
  { streamer, onlyOpen, limit }: StreamFilter,
): Promise<StreamRow[]> {
  const sql = `SELECT ${columns} FROM stream s
    WHERE s.campaign = $1 AND ($2::text IS NULL OR s.streamer = $2)
      AND (NOT $3 OR s.closed_at IS NULL)
    ORDER BY s.opened_at DESC, s.id LIMIT $4`;
  return query<Columns>(db, sql, [campaign, streamer, onlyOpen, limit]);
}
