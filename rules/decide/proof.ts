import { loginTermsOf, wantsProof } from '../../domain/campaign/scenario.ts';
import type { UseCommand } from '../../domain/code/command.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { Draft } from './draft.ts';

/**
 * Why a use cannot rest on the proof that it came with, where its campaign wants one: that a one-time
 * password, or a dynamic code, was entered rightly for this code, phone and operation. An attribution by hand needs none.
 */
export function refuseProof(draft: Draft, command: UseCommand): Rejection | null {
  if (!wantsProof(draft.terms.scenario) || command.late !== undefined) return null;
  const { required, used, late } = loginTermsOf(draft.terms.scenario) ? ofLogin : ofPassword;
  const proof = draft.facts.proofs.get(command.opId);
  if (proof === undefined || proof.operation !== command.kind) return reject(required);
  if (proof.phone !== null && proof.phone !== command.phone) return reject(required);
  if (proof.isUsed || draft.proofs.get(proof.id) !== undefined) return reject(used);
  return draft.facts.now < proof.until ? null : reject(late);
}

const ofPassword = {
  required: 'PASSWORD_REQUIRED',
  used: 'PASSWORD_USED',
  late: 'PASSWORD_EXPIRED',
} as const;
const ofLogin = {
  required: 'DYNAMIC_CODE_REQUIRED',
  used: 'DYNAMIC_CODE_USED',
  late: 'DYNAMIC_CODE_LATE',
} as const;

/** Notes that the use rests on its proof, so that no other may. */
export function useProof(draft: Draft, { opId, late }: UseCommand): void {
  if (!wantsProof(draft.terms.scenario) || late !== undefined) return;
  const proof = draft.facts.proofs.get(opId);
  if (proof !== undefined) draft.proofs.set(proof.id, opId);
}
