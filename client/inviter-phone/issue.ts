import { inviterPhoneTermsOf } from '../../domain/campaign/scenario.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import { loadCampaign, loadVersion } from '../../store/campaigns/campaign-row.ts';
import { phoneOfInviter } from '../../store/parties/inviter-phones.ts';
import type { IssueCall } from '../calls.ts';
import type { Desk } from '../operate.ts';
import { malformedPhone, phoneOf } from '../phone.ts';

/** Nobody could redeem the code of a holder whose phone is not known. */
const noPhone: Rejection = reject('INVALID_COMMAND', {
  message:
    'the command is malformed: account.phone must be given, as invitees of this campaign name their inviter by it',
});

/**
 * The call with the holder's phone in the form of E.164, where the campaign has invitees name their inviter by
 * it: INVALID_COMMAND for what is no number then, and for none where it is required and not known already.
 * @throws StoreUnavailable
 */
export async function withReadPhone(
  { pool, keys }: Pick<Desk, 'pool' | 'keys'>,
  { campaign: id, holder }: { readonly campaign: CampaignId; readonly holder: SubjectId },
  call: IssueCall,
): Promise<IssueCall | Rejection> {
  const given = givenPhone(call);
  const campaign = await loadCampaign(pool, id);
  const version = campaign === undefined ? undefined : await loadVersion(pool, campaign.digest);
  const asked = inviterPhoneTermsOf(version?.terms.scenario);
  if (asked === undefined) return call;
  if (given === undefined) {
    const isKnown = !asked.isRequired || (await phoneOfInviter(pool, id, holder)) !== undefined;
    return isKnown ? call : noPhone;
  }
  const phone = phoneOf(keys, given.phone, asked.region);
  if (phone === undefined) return malformedPhone(given.field, asked.region);
  return { ...call, account: { ...call.account, phone: phone.number } };
}

/** The phone that is said of a holder, or by which the holder is named. */
function givenPhone({ account, holder }: IssueCall): { phone: string; field: string } | undefined {
  if (account?.phone !== undefined) return { phone: account.phone, field: 'account.phone' };
  const isByPhone = typeof holder === 'object' && holder.kind === 'phone';
  return isByPhone ? { phone: holder.value, field: 'holder' } : undefined;
}
