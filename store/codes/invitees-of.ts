import type { CampaignId, RowId, SubjectId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

const text = 'SELECT invitee FROM redemption WHERE campaign = $1 AND id = ANY($2::text[])';

/** Whose redemptions these are; whom a redemption is of never changes. */
export async function inviteesOf(
  db: Db,
  campaign: CampaignId,
  redemptions: readonly RowId[],
): Promise<readonly SubjectId[]> {
  const found = await query<{ invitee: SubjectId }>(db, { name: 'invitees-of', text }, [
    campaign,
    redemptions,
  ]);
  return found.map(({ invitee }) => invitee);
}
