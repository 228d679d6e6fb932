import { inviterPhoneTermsOf } from '../domain/campaign/scenario.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { isUse, type Command } from '../domain/code/command.ts';
import type { Facts } from '../domain/commit/facts.ts';

/** What a use says of the inviter's phone where nobody has a number: what it would be. */
export const supposedPhones = ['right', 'wrong', 'missing'] as const;
export type SupposedPhone = (typeof supposedPhones)[number];

const nobody: Facts['statedPhones'] = new Map();

/** In a simulation whoever uses a code names its inviter rightly where that is wanted, unless they say not. */
export function statedPhonesOf(terms: Terms, commands: readonly Command[]): Facts['statedPhones'] {
  const asked = inviterPhoneTermsOf(terms.scenario);
  if (asked === undefined) return nobody;
  const usual: SupposedPhone = asked.isRequired ? 'right' : 'missing';
  return new Map(
    commands
      .filter(isUse)
      .filter(({ inviterPhone = usual }) => inviterPhone !== 'missing')
      .map(({ opId, inviterPhone = usual }) => [opId, inviterPhone === 'right']),
  );
}
