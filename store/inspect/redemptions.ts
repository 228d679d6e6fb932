import type { RedemptionRow } from '../../domain/commit/rows.ts';
import type { CampaignId, CodeId, SubjectId } from '../../domain/ids.ts';
import { asJson, redemptionTable } from '../columns.ts';
import { query, type Db } from '../query.ts';

/** A redemption and the campaign that it counts in. */
export interface RedemptionRecord extends RedemptionRow {
  readonly campaign: CampaignId;
}

interface Found {
  readonly redemption: RedemptionRow;
  readonly campaign: CampaignId;
}

const selectText = `SELECT ${asJson(redemptionTable, 'r')} AS redemption, r.campaign`;

/**
 * The latest redemptions of a code, in whatever state.
 * @throws StoreUnavailable
 */
export async function redemptionsOfCode(
  db: Db,
  code: CodeId,
  limit: number,
): Promise<readonly RedemptionRecord[]> {
  const text = `${selectText} FROM redemption r WHERE r.code = $1 ORDER BY r.at DESC, r.id LIMIT $2`;
  return (await query<Found>(db, text, [code, limit])).map(recordOf);
}

/**
 * What a person has redeemed, reserved or has in review: at most one in each campaign.
 * @throws StoreUnavailable
 */
export async function redemptionsOfInvitee(
  db: Db,
  invitee: SubjectId,
): Promise<readonly RedemptionRecord[]> {
  const text = `${selectText} FROM campaign k
    JOIN redemption r ON r.campaign = k.id AND r.invitee = $1
      AND r.state IN ('reserved', 'review', 'redeemed', 'spent')
    ORDER BY r.at DESC`;
  return (await query<Found>(db, text, [invitee])).map(recordOf);
}

function recordOf({ redemption, campaign }: Found): RedemptionRecord {
  return { ...redemption, campaign };
}
