import { inviterPhoneTermsOf } from '../../domain/campaign/scenario.ts';
import type { UseCommand } from '../../domain/code/command.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { Draft } from './draft.ts';

/**
 * Why a use cannot count for want of the inviter's phone number, where its campaign asks for that: it is
 * missing, or another. An attribution by hand needs none.
 */
export function refuseInviterPhone(draft: Draft, command: UseCommand): Rejection | null {
  const asked = inviterPhoneTermsOf(draft.terms.scenario);
  if (asked === undefined || command.late !== undefined) return null;
  const isRight = draft.facts.statedPhones.get(command.opId);
  if (isRight === undefined) return asked.isRequired ? reject('INVITER_PHONE_REQUIRED') : null;
  return isRight ? null : reject('INVITER_PHONE_WRONG');
}
