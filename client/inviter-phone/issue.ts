import { inviterPhoneTermsOf } from '../../domain/campaign/scenario.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { loadCampaign, loadVersion } from '../../store/campaigns/campaign-row.ts';
import type { IssueCall } from '../calls.ts';
import type { Desk } from '../operate.ts';
import { malformedPhone, phoneOf } from '../phone.ts';

/**
 * The call with the holder's phone in the form of E.164, where the campaign has invitees name their inviter by
 * it: INVALID_COMMAND for what is no number then.
 * @throws StoreUnavailable
 */
export async function withReadPhone(
  { pool, keys }: Desk,
  id: CampaignId,
  call: IssueCall,
): Promise<IssueCall | Rejection> {
  const { account } = call;
  if (account?.phone === undefined) return call;
  const campaign = await loadCampaign(pool, id);
  const version = campaign === undefined ? undefined : await loadVersion(pool, campaign.digest);
  const asked = inviterPhoneTermsOf(version?.terms.scenario);
  if (asked === undefined) return call;
  const phone = phoneOf(keys, account.phone, asked.region);
  if (phone === undefined) return malformedPhone('account.phone', asked.region);
  return { ...call, account: { ...account, phone: phone.number } };
}
