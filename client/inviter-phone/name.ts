import { v7 as uuid } from 'uuid';

import { inviterPhoneTermsOf } from '../../domain/campaign/scenario.ts';
import { isUse, type UseCommand } from '../../domain/code/command.ts';
import { loadVersion } from '../../store/campaigns/campaign-row.ts';
import { countLookup } from '../../store/parties/count-lookup.ts';
import type { UseCall } from '../calls.ts';
import { failingParties } from '../failing.ts';
import { findCode } from '../find-code.ts';
import { commandOf, lookupOf, passOf, refuseOperation, send, type Desk } from '../operate.ts';
import { useOperation } from '../operations.ts';
import { patiently } from '../patience.ts';
import { malformedPhone, phoneOf } from '../phone.ts';
import type { Receipted } from '../receipts/receipts.ts';
import { inviteePhone } from './invitee.ts';
import { refuseStated } from './state.ts';

/** A use that says by phone who invites. */
export type NamingCall = UseCall & { readonly inviterPhone: string };

/**
 * A redemption or a reservation that states the inviter's phone. A wrong one is counted and refused here, and
 * never comes to the code's workflow; a right one is compared again by the commit. Where the campaign does
 * not ask for it, it is put aside.
 * @throws UsherError when no answer came in time
 */
export async function useNaming(
  desk: Desk,
  kind: UseCommand['kind'],
  { inviterPhone, ...call }: NamingCall,
): Promise<Receipted> {
  const pass = passOf(desk, call);
  const opId = call.opId ?? uuid();
  const operation = useOperation(desk, kind, call);
  const command = commandOf(operation, opId);
  if (command === undefined || !isUse(command)) return refuseOperation(operation, opId);
  const found = await patiently(pass.deadline, () =>
    // A wrong number never comes to a commit, which would judge the look-up.
    findCode(desk.finder, { ...lookupOf(call, command), judgedByCommit: false }),
  );
  if ('ok' in found) return found;
  const version = await patiently(pass.deadline, () => loadVersion(desk.pool, found.row.digest));
  const asked = inviterPhoneTermsOf(version?.terms.scenario);
  if (version === undefined || asked === undefined) return send(desk, { found, pass, command });
  const phone = phoneOf(desk.keys, inviterPhone, asked.region);
  if (phone === undefined) return malformedPhone('inviterPhone', asked.region);
  const own = inviteePhone(desk.keys, call, asked.region);
  const named = { ...command, ...own, inviterPhone: phone.index };
  const { campaign, holder: inviter } = found.row;
  const { timeZone } = version.terms.period;
  const { invitee } = call;
  const stated = { campaign, inviter, phone: phone.index, command: named, invitee };
  const { now, place } = found;
  const no = await patiently(pass.deadline, async () => {
    // What the code has answered already it answers again, whatever else was tried since.
    const { size: answered } = await desk.books.stored(found.row, [named]);
    return answered > 0 ? null : refuseStated(desk.pool, stated, { now, timeZone });
  });
  if (no === null) return send(desk, { found, pass, command: named });
  const parties = failingParties(command, invitee);
  await countLookup(desk.pool, { parties, place, as: 'failure', now });
  return no;
}
