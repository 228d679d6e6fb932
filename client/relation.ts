import { reject, type Rejection } from '../domain/code/rejection.ts';
import { parseCampaignId, type CampaignId, type CodeId, type SubjectId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { loadCampaign } from '../store/campaigns/campaign-row.ts';
import { redemptionsOfInvitee, type RedemptionRecord } from '../store/inspect/redemptions.ts';
import type { RelationCall } from './calls.ts';
import { passOf, type Desk } from './operate.ts';
import { patiently } from './patience.ts';
import { subjectOf } from './subject.ts';

/** Who invited somebody to a campaign. */
export interface Relation {
  readonly ok: true;
  readonly inviter: SubjectId;
  readonly code: CodeId;
  readonly redemption: string;
  /** By the campaign's clock. */
  readonly since: Instant;
}

/**
 * The relation that an invitee's redemption stands for. NOT_REDEEMED while it is reserved or in review, and
 * once it was cancelled.
 * @throws UsherError when no answer came in time
 */
export async function relation(desk: Desk, call: RelationCall): Promise<Relation | Rejection> {
  const { deadline } = passOf(desk, call);
  const campaign = parseCampaignId(call.campaign);
  if (campaign === undefined) return reject('CAMPAIGN_UNKNOWN');
  const invitee = subjectOf(desk.keys, call.invitee);
  if (invitee === undefined) return reject('INVALID_COMMAND');
  const found = await patiently(deadline, () => redemptionOf(desk, campaign, invitee));
  if ('ok' in found) return found;
  const { inviter, code, id: redemption, at: since, state } = found;
  const stands = state === 'redeemed' || state === 'spent';
  return stands ? { ok: true, inviter, code, redemption, since } : reject('NOT_REDEEMED');
}

/**
 * What a person has redeemed, reserved or has in review in a campaign.
 * @throws StoreUnavailable
 */
export async function redemptionOf(
  { pool }: Desk,
  campaign: CampaignId,
  invitee: SubjectId,
): Promise<RedemptionRecord | Rejection> {
  const redeemed = await redemptionsOfInvitee(pool, invitee);
  const found = redeemed.find((row) => row.campaign === campaign);
  if (found !== undefined) return found;
  const known = await loadCampaign(pool, campaign);
  return reject(known === undefined ? 'CAMPAIGN_UNKNOWN' : 'NOT_REDEEMED');
}
