import type { RedemptionRow, ReviewRow } from '../../domain/commit/rows.ts';
import type { CampaignId, CodeId } from '../../domain/ids.ts';
import { asJson, reviewTable } from '../columns.ts';
import { query, type Db } from '../query.ts';

/** A review with what it is about. */
export interface ReviewRecord extends ReviewRow {
  readonly campaign: CampaignId;
  readonly inviter: RedemptionRow['inviter'];
  readonly invitee: RedemptionRow['invitee'];
}

interface Found {
  readonly review: ReviewRow;
  readonly campaign: CampaignId;
  readonly inviter: RedemptionRow['inviter'];
  readonly invitee: RedemptionRow['invitee'];
}

const selectText = `
  SELECT ${asJson(reviewTable, 'v')} AS review, v.campaign, r.inviter, r.invitee`;
const joinText = `
  JOIN redemption r ON r.campaign = v.campaign AND r.id = v.redemption`;

/**
 * Reviews that wait for a decision, of one campaign or of all, the most urgent first.
 * @throws StoreUnavailable
 */
export async function openReviews(
  db: Db,
  campaign: CampaignId | null,
  limit: number,
): Promise<readonly ReviewRecord[]> {
  const text = `${selectText} FROM campaign k
    JOIN review v ON v.campaign = k.id AND v.state = 'open' ${joinText}
    WHERE $1::text IS NULL OR k.id = $1
    ORDER BY v.due_at, v.id LIMIT $2`;
  return (await query<Found>(db, text, [campaign, limit])).map(recordOf);
}

/**
 * All reviews of a code, the latest first.
 * @throws StoreUnavailable
 */
export async function reviewsOfCode(
  db: Db,
  code: { readonly campaign: CampaignId; readonly id: CodeId },
): Promise<readonly ReviewRecord[]> {
  const text = `${selectText} FROM review v ${joinText}
    WHERE v.campaign = $1 AND v.code = $2 ORDER BY v.opened_at DESC`;
  return (await query<Found>(db, text, [code.campaign, code.id])).map(recordOf);
}

function recordOf({ review, campaign, inviter, invitee }: Found): ReviewRecord {
  return { ...review, campaign, inviter, invitee };
}
