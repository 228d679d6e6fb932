import type { IdentityKind } from '../domain/policy/ties.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import { sealWording } from '../store/keys/wording.ts';
import type { Places } from './places/open-places.ts';
import type { ShareCall, UseCall, VerifyCall, WordingCall } from './calls.ts';
import type { Operation } from './operate.ts';
import { identityIndex, networkId, sourceId, subjectOf } from './subject.ts';

/** A share as it goes to the code. */
export function shareOperation(call: ShareCall): Operation {
  const { via = 'share-reported', share, channel, from } = call;
  return { kind: 'share', fields: { via, share, channel, from } };
}

/** With what a use loses all that is personal. */
export interface Unnaming {
  readonly keys: KeyRing;
  readonly places: Places;
}

/** A redemption or a reservation, with nothing personal left in it. */
export function useOperation(
  { keys, places }: Unnaming,
  kind: 'redeem' | 'reserve',
  call: UseCall,
): Operation {
  const { channel, share, existingCustomer, region, happenedAt, late } = call;
  const invitee = subjectOf(keys, call.invitee);
  const asked = { invitee, channel, share, existingCustomer, region, happenedAt, late };
  const place = call.ip === undefined ? {} : places.of(call.ip);
  return { kind, fields: { ...asked, ...originOf(keys, call), ...place } };
}

/** From where and with what a use is asked: the field names are those of the command. */
function originOf(keys: KeyRing, call: UseCall): Operation['fields'] {
  const { ip, account = {}, device = {}, networkKind } = call;
  const blind = (kind: IdentityKind, value: string | undefined): string | undefined =>
    value === undefined ? undefined : identityIndex(keys, kind, value);
  return {
    ...(ip === undefined ? {} : { source: sourceId(keys, ip), network: networkId(keys, ip) }),
    device: blind('device', device.id),
    phone: blind('phone', account.phone),
    payee: blind('payee', account.payee),
    deviceReports: device.reports,
    networkKind,
    accountSince: account.since,
  };
}

/** A check of a person, with nothing personal left in it. */
export function verifyOperation(keys: KeyRing, call: VerifyCall): Operation {
  const { check, result } = call;
  return { kind: 'verify', fields: { subject: subjectOf(keys, call.subject), check, result } };
}

/** Another wording of the invitation, sealed: nobody reads it out of a history. */
export function revisionOperation(keys: KeyRing, { wording }: WordingCall): Operation {
  return { kind: 'reviseWording', fields: { wording: sealWording(keys, wording) } };
}
