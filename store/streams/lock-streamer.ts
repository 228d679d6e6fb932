import type { CampaignId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

const key = `hashtextextended('stream:' || $1 || '/' || $2, 0)`;
const statements = {
  shared: { name: 'share-streamer', text: `SELECT pg_advisory_xact_lock_shared(${key})` },
  alone: { name: 'lock-streamer', text: `SELECT pg_advisory_xact_lock(${key})` },
};

/**
 * To the end of the transaction `shared` keeps a streamer's streams as they are, and `alone` keeps redemptions
 * in them from being committed. Whoever waits for it alone is not overtaken by those who share it. Read streams in
 * later statements only.
 * @throws StoreUnavailable
 */
export async function lockStreamer(
  db: Db,
  of: { readonly campaign: CampaignId; readonly streamer: string },
  how: keyof typeof statements,
): Promise<void> {
  await query(db, statements[how], [of.campaign, of.streamer]);
}
