import { assert } from '../../domain/assert.ts';
import type { CampaignId, StreamId } from '../../domain/ids.ts';
import { lateMs } from '../../domain/stream/stream.ts';
import type { Instant } from '../../domain/time.ts';
import { queryOne, type Db } from '../query.ts';
import { lockStreamer } from './lock-streamer.ts';
import { loadStream, type StreamRow } from './stream-row.ts';

/** Whose stream, in which campaign. */
export interface Streaming {
  readonly campaign: CampaignId;
  readonly streamer: string;
}

/** It begins where the one before it ended, at the earliest. */
const openSql = `
INSERT INTO stream (campaign, id, streamer, opened_at)
SELECT $1, $2, $3, greatest($4::bigint,
  (SELECT max(closed_at) FROM stream WHERE campaign = $1 AND streamer = $3))
ON CONFLICT (campaign, id) DO NOTHING
RETURNING id`;

/** It ends after all that was counted in it, whatever the clocks of machines say. */
const closeSql = `
UPDATE stream s SET closed_at = greatest($3::bigint, opened_at + 1,
  (SELECT max(at) + 1 FROM redemption r WHERE r.campaign = s.campaign AND r.stream = s.id))
WHERE campaign = $1 AND id = $2 AND closed_at IS NULL
RETURNING id`;

const openIdSql = `
SELECT id FROM stream WHERE campaign = $1 AND streamer = $2 AND closed_at IS NULL`;

const settleSql = `
UPDATE stream s SET settled_at = $3, invitees = (SELECT count(DISTINCT r.invitee) FROM redemption r
  WHERE r.campaign = s.campaign AND r.stream = s.id)
WHERE campaign = $1 AND id = $2 AND settled_at IS NULL AND closed_at + ${String(lateMs)} <= $3
RETURNING id`;

/**
 * Opens a stream, or finds the one of this id that was opened before. What is returned is another one where the
 * streamer has one open, or where the id is of another streamer. In a transaction.
 * @throws StoreUnavailable
 */
export async function openStream(
  db: Db,
  { campaign, streamer }: Streaming,
  { id, now }: { readonly id: StreamId; readonly now: Instant },
): Promise<StreamRow> {
  await lockStreamer(db, { campaign, streamer }, 'alone');
  const open = await openStreamOf(db, { campaign, streamer });
  const known = open ?? (await loadStream(db, campaign, id));
  if (known !== undefined) return known;
  await queryOne(db, openSql, [campaign, id, streamer, now]);
  return found(await loadStream(db, campaign, id));
}

/**
 * Closes a stream of a streamer: the one of this id, or the one that is open. One that is closed stays as it is.
 * Undefined where there is none. In a transaction: it waits for the redemptions that are being committed.
 * @throws StoreUnavailable
 */
export async function closeStream(
  db: Db,
  { campaign, streamer }: Streaming,
  { id, now }: { readonly id?: StreamId | undefined; readonly now: () => Instant },
): Promise<StreamRow | undefined> {
  await lockStreamer(db, { campaign, streamer }, 'alone');
  const known =
    id === undefined
      ? await openStreamOf(db, { campaign, streamer })
      : await loadStream(db, campaign, id);
  if (known?.streamer !== streamer || known.closedAt !== null) {
    return known?.streamer === streamer ? known : undefined;
  }
  await queryOne(db, closeSql, [campaign, known.id, now()]);
  return loadStream(db, campaign, known.id);
}

/**
 * Settles a stream whose time for late arrivals is over: from then on nothing is added to it, and what waits for
 * its end may be paid. Returns whether that was done now. In a transaction.
 * @throws StoreUnavailable
 */
export async function settleStream(
  db: Db,
  of: Streaming,
  { id, now }: { readonly id: StreamId; readonly now: Instant },
): Promise<boolean> {
  await lockStreamer(db, of, 'alone');
  return (await queryOne(db, settleSql, [of.campaign, id, now])) !== undefined;
}

async function openStreamOf(
  db: Db,
  { campaign, streamer }: Streaming,
): Promise<StreamRow | undefined> {
  const open = await queryOne<{ id: StreamId }>(db, openIdSql, [campaign, streamer]);
  return open && loadStream(db, campaign, open.id);
}

function found(row: StreamRow | undefined): StreamRow {
  assert(row !== undefined, 'a stream that was opened is there');
  return row;
}
