import type { Digest, OpId } from '../ids.ts';
import type { Judgement } from '../policy/policy.ts';
import type { Instant } from '../time.ts';

/** A use that the policy in the shadow would have answered otherwise than the one in force did. */
export interface ShadowRow {
  readonly opId: OpId;
  /** The version in the shadow. */
  readonly policy: Digest;
  readonly answer: Judgement['answer'];
  readonly rules: readonly string[];
  /** What the one in the shadow says. */
  readonly judgement: Judgement;
  readonly at: Instant;
}
