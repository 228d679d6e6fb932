import type { UseCommand } from '../domain/code/command.ts';
import { kindOfParty, partiesOf, type PartyKey } from '../domain/policy/party.ts';
import type { Person } from './subject.ts';

/**
 * Whether a person was named by what anybody may claim of another, such as a phone number, and not by the id that the
 * service knows them by: no failure counts against them, since whoever failed may be somebody else.
 */
export function isClaimed(person: Person | undefined): boolean {
  return person !== undefined && typeof person !== 'string';
}

/** Against whom it counts that a use was tried with something wrong. */
export function failingParties(command: UseCommand, invitee: Person): readonly PartyKey[] {
  const parties = partiesOf(command);
  return isClaimed(invitee) ? parties.filter((key) => kindOfParty(key) !== 'person') : parties;
}
