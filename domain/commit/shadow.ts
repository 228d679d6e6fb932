import type { Digest, OpId } from '../ids.ts';
import type { Judgement, SanctioningRule } from '../policy/policy.ts';
import type { Instant } from '../time.ts';

/** A freeze or a ban that a rule gives. */
export type KeptOut = SanctioningRule['answer'];

/** A use that the policy in the shadow would have answered otherwise than the one in force did, or kept out others. */
export interface ShadowRow {
  readonly opId: OpId;
  /** The version in the shadow. */
  readonly policy: Digest;
  readonly answer: Judgement['answer'];
  readonly rules: readonly string[];
  /** What the one in the shadow says. */
  readonly judgement: Judgement;
  /** What rules give besides the answer: in force now, and in the shadow instead. */
  readonly besides: { readonly now: readonly KeptOut[]; readonly instead: readonly KeptOut[] };
  readonly at: Instant;
}
