import { v7 as uuid } from 'uuid';

import { isText } from '../../domain/code/parse-command.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { parseStreamId } from '../../domain/ids.ts';
import { streamTermsOf } from '../../domain/stream/stream.ts';
import { instant, plus } from '../../domain/time.ts';
import { withTransaction } from '../../store/pool.ts';
import { closeStream, openStream } from '../../store/streams/change-stream.ts';
import { listStreams, type StreamRow } from '../../store/streams/stream-row.ts';
import { campaignPlace, type CampaignPlace } from '../campaign-place.ts';
import type { Call } from '../calls.ts';
import type { Door } from '../door.ts';
import { oneLine, refuse } from '../malformed.ts';
import { passOf, type Desk } from '../operate.ts';
import { patiently } from '../patience.ts';
import type { CloseStreamCall, ListStreamsCall, OpenStreamCall } from './calls.ts';

const listedUsually = 50;
const listedMax = 500;
const badStream = 'it must be 1 to 64 letters, digits, dots, dashes and underscores';
const badLimit = 'it must be a whole number, 1 or more';

/** A live session of a streamer: open, then closed, and settled once nothing can be added to it any more. */
export interface StreamView extends StreamRow {
  readonly state: 'open' | 'closed' | 'settled';
}

export interface StreamAnswer {
  readonly ok: true;
  readonly stream: StreamView;
}

export interface StreamsListed {
  readonly ok: true;
  readonly streams: readonly StreamView[];
}

/** What a client does with streams. */
export interface StreamCalls {
  /** A streamer goes live: their codes are redeemed from now on. */
  openStream(call: OpenStreamCall): Promise<StreamAnswer | Rejection>;
  /** A stream has ended: what was earned in it is paid, once what is on its way has arrived. */
  closeStream(call: CloseStreamCall): Promise<StreamAnswer | Rejection>;
  /** Streams of a campaign, the latest first, with what they have come to. */
  listStreams(call: ListStreamsCall): Promise<StreamsListed | Rejection>;
}

/** The calls about streams, each through the client's door. */
export function streamCalls(desk: Desk, through: Door['through']): StreamCalls {
  return {
    openStream: through((call) => openOne(desk, call)),
    closeStream: through((call) => closeOne(desk, call)),
    listStreams: through((call) => listAll(desk, call)),
  };
}

/**
 * Opens a stream: from now on codes of the streamer are redeemed. STREAM_ALREADY_OPEN where another one of theirs
 * is open; one of the same id that is open is answered again.
 * @throws UsherError when no answer came in time
 */
async function openOne(desk: Desk, call: OpenStreamCall): Promise<StreamAnswer | Rejection> {
  return inCampaign(desk, call, async ({ id: campaign, now }) => {
    const { streamer } = call;
    const id = parseStreamId(call.stream ?? uuid());
    if (id === undefined) return refuse('stream', badStream);
    if (!isText(streamer)) return refuse('streamer', oneLine);
    const row = await withTransaction(desk.pool, (db) =>
      openStream(db, { campaign, streamer }, { id, now }),
    );
    if (row.streamer !== streamer) return reject('STREAM_ID_USED');
    const isOwn = row.id === id && row.closedAt === null;
    if (!isOwn) return reject(row.id === id ? 'STREAM_ID_USED' : 'STREAM_ALREADY_OPEN');
    return { ok: true, stream: viewOf(row) };
  });
}

/**
 * Closes a stream. What happened in it still counts for 30 s; then it is settled, and what was earned in it is paid
 * by one batch. One that was closed before, by its id, is answered as it is.
 * @throws UsherError when no answer came in time
 */
async function closeOne(desk: Desk, call: CloseStreamCall): Promise<StreamAnswer | Rejection> {
  return inCampaign(desk, call, async ({ id: campaign, clockOffsetMs }) => {
    const { streamer, stream } = call;
    const id = stream === undefined ? undefined : parseStreamId(stream);
    if (stream !== undefined && id === undefined) return reject('STREAM_UNKNOWN');
    const now = () => plus(instant(Date.now()), clockOffsetMs);
    const row = await withTransaction(desk.pool, (db) =>
      closeStream(db, { campaign, streamer }, { id, now }),
    );
    if (row !== undefined) return { ok: true, stream: viewOf(row) };
    return reject(id === undefined ? 'STREAM_NOT_OPEN' : 'STREAM_UNKNOWN');
  });
}

/**
 * Streams of a campaign, the latest first.
 * @throws UsherError when no answer came in time
 */
async function listAll(desk: Desk, call: ListStreamsCall): Promise<StreamsListed | Rejection> {
  const { streamer = null, open = false, limit = listedUsually } = call;
  if (!Number.isSafeInteger(limit) || limit < 1) return refuse('limit', badLimit);
  return inCampaign(desk, call, async ({ id }) => {
    const filter = { streamer, onlyOpen: open, limit: Math.min(limit, listedMax) };
    const rows = await listStreams(desk.pool, id, filter);
    return { ok: true, streams: rows.map(viewOf) };
  });
}

/** Does something in a campaign of streams, or answers why it has none. */
async function inCampaign<Answer>(
  desk: Desk,
  call: Call & { readonly campaign: string },
  work: (place: CampaignPlace) => Promise<Answer | Rejection>,
): Promise<Answer | Rejection> {
  const { deadline } = passOf(desk, call);
  return patiently(deadline, async () => {
    const place = await campaignPlace(desk, call.campaign);
    if ('ok' in place) return place;
    return streamTermsOf(place.terms.scenario) === undefined
      ? reject('STREAM_NOT_WANTED')
      : work(place);
  });
}

function viewOf(row: StreamRow): StreamView {
  const { closedAt, settledAt } = row;
  return { ...row, state: settledAt !== null ? 'settled' : closedAt !== null ? 'closed' : 'open' };
}
