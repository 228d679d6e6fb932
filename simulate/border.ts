import { borderTermsOf } from '../domain/campaign/scenario.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { isUse, type Command } from '../domain/code/command.ts';
import type { BorderFacts } from '../domain/commit/border.ts';
import type { MemoryStore } from './memory-store.ts';
import { noProof } from './proofs.ts';

/**
 * In a simulation whoever uses a code has agreed to what is asked in every region, by the text in force, unless
 * they say not. Checks are those that they have passed.
 */
export function borderOf(
  store: MemoryStore,
  terms: Terms,
  commands: readonly Command[],
): BorderFacts | null {
  const border = borderTermsOf(terms.scenario);
  if (border === undefined) return null;
  const uses = commands.filter(isUse);
  if (uses.length === 0) return null;
  return {
    consents: uses
      .filter(({ proof }) => proof !== noProof)
      .flatMap(({ invitee: person }) =>
        border.regions.map(({ region, consentText: text = 'any' }) => ({ person, region, text })),
      ),
    passed: uses.flatMap(({ invitee: person }) =>
      [...(store.checks.get(person) ?? [])].flatMap(([check, { passed }]) =>
        passed ? [{ person, check }] : [],
      ),
    ),
  };
}
