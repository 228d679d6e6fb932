import type { KeyRing } from '../store/keys/key-ring.ts';
import type { ShareCall, UseCall, VerifyCall } from './calls.ts';
import type { Operation } from './operate.ts';
import { subjectOf } from './subject.ts';

/** A share as it goes to the code. */
export function shareOperation(call: ShareCall): Operation {
  const { via = 'share-reported', share, channel, from } = call;
  return { kind: 'share', fields: { via, share, channel, from } };
}

/** A redemption or a reservation, with nothing personal left in it. */
export function useOperation(keys: KeyRing, kind: 'redeem' | 'reserve', call: UseCall): Operation {
  const { channel, share, existingCustomer, region, late } = call;
  const invitee = subjectOf(keys, call.invitee);
  return { kind, fields: { invitee, channel, share, existingCustomer, region, late } };
}

/** A check of a person, with nothing personal left in it. */
export function verifyOperation(keys: KeyRing, call: VerifyCall): Operation {
  const { check, result } = call;
  return { kind: 'verify', fields: { subject: subjectOf(keys, call.subject), check, result } };
}
