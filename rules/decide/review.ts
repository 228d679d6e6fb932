import type { DecideReviewCommand } from '../../domain/code/command.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { refuseReport } from '../../domain/code/refusal.ts';
import { exactly } from '../../domain/code/exact-words.ts';
import { reject } from '../../domain/code/rejection.ts';
import { weightOf } from '../../domain/commit/review.ts';
import type { ReviewRow } from '../../domain/commit/rows.ts';
import type { JudgedItem } from '../judge.ts';
import { accepted } from './answer.ts';
import { approve, refuse } from './close.ts';
import type { Draft } from './draft.ts';

/** A person decides a review before its deadline, or proposes to where its rule wants a second one. */
export function decideReview(
  draft: Draft,
  item: JudgedItem,
  command: DecideReviewCommand,
): Outcome {
  const review = draft.reviews.get(command.review);
  if (review?.code !== draft.facts.code.id) return reject('REVIEW_UNKNOWN');
  if (review.state !== 'open') return reject('REVIEW_CLOSED');
  const no = command.decision === 'approve' ? refuseReport(draft.state) : null;
  if (no) return no;
  const weight = review.secondPerson ? weightOf(review.proposed, command) : 'decides';
  switch (weight) {
    case 'decides':
      return decided(draft, item, { review, command });
    case 'proposes':
      return propose(draft, review, command);
    case 'repeats': {
      const message = exactly('proposed', command.actor);
      return reject('SECOND_PERSON_NEEDED', { message });
    }
  }
}

function decided(
  draft: Draft,
  item: JudgedItem,
  { review, command }: { readonly review: ReviewRow; readonly command: DecideReviewCommand },
): Outcome {
  const { actor, reason } = command;
  const closing = { at: draft.facts.now, actor, reason };
  const { redemption } = review;
  const close = command.decision === 'refuse' ? refuse : approve;
  const closed = close(draft, review, { ...closing, holding: item.rewards });
  return accepted(draft, { review: review.id, redemption, ...closed });
}

/** The review stays open, and its deadline and default stay as they are. */
function propose(draft: Draft, review: ReviewRow, command: DecideReviewCommand): Outcome {
  const { decision, actor, reason } = command;
  const at = draft.facts.now;
  draft.reviews.set(review.id, { ...review, proposed: { decision, actor, reason, at } });
  const data = { review: review.id, state: 'open', proposed: decision, by: actor, reason };
  draft.record({ kind: 'review', at, data });
  const waiting = { redemption: review.redemption, redemptionState: 'review' } as const;
  return accepted(draft, {
    ...{ review: review.id, ...waiting },
    ...{ reviewDueAt: review.dueAt, proposed: decision },
  });
}
