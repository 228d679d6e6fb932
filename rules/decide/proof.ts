import { wantsProof } from '../../domain/campaign/scenario.ts';
import type { UseCommand } from '../../domain/code/command.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { Draft } from './draft.ts';

/**
 * Why a use cannot rest on the proof that it came with, where its campaign wants one: that a one-time
 * password was entered rightly for this code, phone and operation. An attribution by hand needs none.
 */
export function refuseProof(draft: Draft, command: UseCommand): Rejection | null {
  if (!wantsProof(draft.terms.scenario) || command.late !== undefined) return null;
  const proof = draft.facts.proofs.get(command.opId);
  if (proof === undefined || proof.operation !== command.kind) return reject('PASSWORD_REQUIRED');
  if (proof.phone !== null && proof.phone !== command.phone) return reject('PASSWORD_REQUIRED');
  if (proof.isUsed || draft.proofs.get(proof.id) !== undefined) return reject('PASSWORD_USED');
  return draft.facts.now < proof.until ? null : reject('PASSWORD_EXPIRED');
}

/** Notes that the use rests on its proof, so that no other may. */
export function useProof(draft: Draft, { opId, late }: UseCommand): void {
  if (!wantsProof(draft.terms.scenario) || late !== undefined) return;
  const proof = draft.facts.proofs.get(opId);
  if (proof !== undefined) draft.proofs.set(proof.id, opId);
}
