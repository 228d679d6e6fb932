import type { Terms } from '../../domain/campaign/terms.ts';
import { isUse, type Command } from '../../domain/code/command.ts';
import type { CodeRow } from '../../domain/commit/rows.ts';
import { streamerOf, type Stream } from '../../domain/stream/stream.ts';
import { query, type Db } from '../query.ts';
import { lockStreamer } from './lock-streamer.ts';

const text = `SELECT id, opened_at AS "openedAt", closed_at AS "closedAt" FROM stream
WHERE campaign = $1 AND streamer = $2 AND settled_at IS NULL`;

/**
 * The streams to which a batch can add something, which stay as they are to the end of the transaction: whoever
 * closes or settles one waits, or has done so.
 * @throws StoreUnavailable
 */
export async function readStreams(
  db: Db,
  { campaign, parameters }: CodeRow,
  about: { readonly terms: Terms; readonly commands: readonly Command[] },
): Promise<readonly Stream[]> {
  const streamer = streamerOf(about.terms.scenario, parameters);
  if (streamer === undefined || !about.commands.some(isUse)) return [];
  await lockStreamer(db, { campaign, streamer }, 'shared');
  return query<Stream & Record<string, unknown>>(db, { name: 'read-streams', text }, [
    campaign,
    streamer,
  ]);
}
