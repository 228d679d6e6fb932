import type { Side } from '../campaign/terms.ts';
import type { ByHand, DecideReviewCommand } from '../code/command.ts';
import { isSamePerson } from '../same-person.ts';
import type { Instant } from '../time.ts';

/** What one of the two people who have to agree on a review has said of it. */
export interface ReviewProposal extends ByHand {
  readonly decision: DecideReviewCommand['decision'];
  readonly at: Instant;
}

/** A reward for one side that would go beyond a limit, and the limit in words. */
export interface BeyondLimit {
  readonly reward: string;
  readonly side: Side;
  readonly limit: string;
}

/** What a decision comes to; `repeats`: the same person says the same a second time. */
export type DecisionWeight = 'decides' | 'proposes' | 'repeats';

/**
 * What a decision about a review that wants two people comes to, after what was proposed. It is approved
 * by two who approve, and refused by any second one who refuses; whoever else says otherwise proposes that.
 */
export function weightOf(
  proposed: ReviewProposal | null,
  { actor, decision }: Pick<DecideReviewCommand, 'actor' | 'decision'>,
): DecisionWeight {
  if (proposed === null) return 'proposes';
  const agrees = proposed.decision === decision;
  if (isSamePerson(proposed.actor, actor)) return agrees ? 'repeats' : 'proposes';
  return agrees || decision === 'refuse' ? 'decides' : 'proposes';
}
