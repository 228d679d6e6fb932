import { wantsProof } from '../domain/campaign/scenario.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { isUse, type Command } from '../domain/code/command.ts';
import type { Facts, Proof } from '../domain/commit/facts.ts';
import type { OpId, ProofId } from '../domain/ids.ts';
import { plus, type Instant } from '../domain/time.ts';
import type { Passwords } from './entries/passwords.ts';

/** What a use names as its proof where nobody has entered a password, or agreed to anything. */
export const noProof = 'none' as ProofId;

const nobody: Facts['proofs'] = new Map();

/** In a simulation whoever uses a code has entered the password that it wants, unless they say not. */
export function proofsOf(
  entered: Passwords,
  terms: Terms,
  { commands, now }: { readonly commands: readonly Command[]; readonly now: Instant },
): Facts['proofs'] {
  if (!wantsProof(terms.scenario)) return nobody;
  return new Map(
    commands
      .filter(isUse)
      .filter(({ proof }) => proof !== noProof)
      .map(({ kind, opId, phone = null, proof }): [OpId, Proof] => {
        const id = `entered-${opId}` as ProofId;
        const supposed = { id, operation: kind, phone, until: plus(now, 1), isUsed: false };
        return [opId, (proof && entered.proof(proof)) ?? supposed];
      }),
  );
}
