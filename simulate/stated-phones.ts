import { inviterPhoneTermsOf } from '../domain/campaign/scenario.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { isUse, type Command } from '../domain/code/command.ts';
import type { Facts } from '../domain/commit/facts.ts';
import type { OpId } from '../domain/ids.ts';

/** What a use says of the inviter's phone where nobody has a number: what it would be. */
export const supposedPhones = ['right', 'wrong', 'missing'] as const;
export type SupposedPhone = (typeof supposedPhones)[number];

const nobody: Facts['statedPhones'] = new Map();
const everybody: Facts['statedPhones'] = { get: () => true };

/** In a simulation whoever uses a code names its inviter rightly where that is wanted, unless they say not. */
export function statedPhonesOf(terms: Terms, commands: readonly Command[]): Facts['statedPhones'] {
  const asked = inviterPhoneTermsOf(terms.scenario);
  if (asked === undefined) return nobody;
  if (!commands.some(saysOtherwise)) return asked.isRequired ? everybody : nobody;
  const usual: SupposedPhone = asked.isRequired ? 'right' : 'missing';
  const stated = new Map<OpId, boolean>();
  for (const command of commands) {
    if (!isUse(command)) continue;
    const { opId, inviterPhone = usual } = command;
    if (inviterPhone !== 'missing') stated.set(opId, inviterPhone === 'right');
  }
  return stated;
}

function saysOtherwise(command: Command): boolean {
  return isUse(command) && command.inviterPhone !== undefined;
}
