import { v7 as uuid } from 'uuid';

import { inviterPhoneTermsOf } from '../../domain/campaign/scenario.ts';
import { isUse, type UseCommand } from '../../domain/code/command.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { codeOfPhone } from '../../store/parties/code-of-phone.ts';
import type { UseByPhoneCall } from '../calls.ts';
import { campaignPlace } from '../campaign-place.ts';
import { findCode } from '../find-code.ts';
import { commandOf, lookupOf, passOf, refuseOperation, type Desk } from '../operate.ts';
import { useOperation } from '../operations.ts';
import { patiently } from '../patience.ts';
import { malformedPhone, phoneOf } from '../phone.ts';
import type { Receipted } from '../receipts/receipts.ts';
import { useNaming } from './name.ts';
import { refuseStated } from './state.ts';

/** No code has this id: whoever looks it up is counted as one who looked up none that exists. */
const noCode = { codeId: '' };

/**
 * A redemption or a reservation of somebody who knows only the phone of who invites them: of the one person
 * of that number in the campaign, the code that is open. A number of nobody or of several is a wrong one.
 * @throws UsherError when no answer came in time
 */
export async function useByPhone(
  desk: Desk,
  kind: UseCommand['kind'],
  call: UseByPhoneCall,
): Promise<Receipted> {
  const { deadline } = passOf(desk, call);
  const place = await patiently(deadline, () => placeOf(desk, call.campaign));
  if ('ok' in place) return place;
  const phone = phoneOf(desk.keys, call.inviterPhone, place.region);
  if (phone === undefined) return malformedPhone('inviterPhone', place.region);
  const { id: campaign, now, timeZone } = place;
  const code = await patiently(deadline, () => codeOfPhone(desk.pool, campaign, phone.index));
  if (code !== undefined) return useNaming(desk, kind, { ...call, code: { codeId: code } });
  const operation = useOperation(desk, kind, { ...call, code: noCode });
  const opId = call.opId ?? uuid();
  const command = commandOf(operation, opId);
  if (command === undefined || !isUse(command)) return refuseOperation(operation, opId);
  const lookup = { ...lookupOf({ ...call, code: noCode }, command), judgedByCommit: false };
  const found = await patiently(deadline, () => findCode(desk.finder, lookup));
  if ('ok' in found && found.code !== 'CODE_UNKNOWN') return found;
  const { invitee } = call;
  const stated = { campaign, inviter: null, phone: phone.index, command, invitee };
  const no = await patiently(deadline, () => refuseStated(desk.pool, stated, { now, timeZone }));
  return no ?? reject('INVITER_PHONE_WRONG');
}

async function placeOf(desk: Desk, text: string) {
  const place = await campaignPlace(desk, text);
  if ('ok' in place) return place;
  const { id, now, terms } = place;
  const asked = inviterPhoneTermsOf(terms.scenario);
  if (asked === undefined) return noPhonesAsked;
  return { id, now, timeZone: terms.period.timeZone, region: asked.region };
}

const noPhonesAsked: Rejection = reject('INVALID_COMMAND', {
  message: 'the command is malformed: code; the campaign does not ask for phones of inviters',
});
