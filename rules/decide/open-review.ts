import type { ReviewTerms } from '../../domain/campaign/review-terms.ts';
import type { RedemptionRow, ReviewRow } from '../../domain/commit/rows.ts';
import type { RowId } from '../../domain/ids.ts';
import { plus, type Instant } from '../../domain/time.ts';
import type { Draft } from './draft.ts';
import { recordWaiting } from './waiting.ts';

/** What a person is asked about, why, and how. */
interface Question extends Pick<ReviewRow, 'rules' | 'beyond'> {
  readonly redemption: RedemptionRow & { readonly state: 'review' };
  readonly terms: ReviewTerms;
  readonly at: Instant;
}

/**
 * A redemption waits for a person. They have the whole time from now on, also where what they are asked
 * about happened before.
 */
export function openReview(draft: Draft, question: Question): { id: RowId; dueAt: Instant } {
  const { redemption, rules, beyond, terms, at } = question;
  const { now, code } = draft.facts;
  const dueAt = plus(now, terms.withinMs);
  const id = draft.nextRowId();
  draft.redemptions.set(redemption.id, redemption);
  draft.reviews.set(id, {
    id,
    code: code.id,
    redemption: redemption.id,
    ...{ rules, beyond, openedAt: now, dueAt },
    otherwise: terms.otherwise,
    state: 'open',
    decidedBy: null,
    note: null,
    secondPerson: terms.secondPerson === true,
    proposed: null,
  });
  draft.change({ reviewsOpen: draft.state.reviewsOpen + 1 });
  draft.watch(dueAt);
  recordWaiting(draft, redemption, at);
  return { id, dueAt };
}
