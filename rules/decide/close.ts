import { assert } from '../../domain/assert.ts';
import type { RewardResult } from '../../domain/code/outcome.ts';
import type { RedemptionRow, ReviewRow } from '../../domain/commit/rows.ts';
import type { Instant } from '../../domain/time.ts';
import type { Draft } from './draft.ts';
import { grantRewards } from './grant.ts';

/** The milestone that redeeming itself is. */
export const redeemed = 'redeemed';

/** How a waiting redemption was decided. */
export interface Closing {
  readonly at: Instant;
  readonly actor: string;
  readonly reason: string;
}

/** A reservation or a review becomes a redemption, and earns what redeeming earns. */
export function complete(
  draft: Draft,
  row: RedemptionRow,
  done: { readonly at: Instant; readonly holding: ReadonlySet<string> },
): readonly RewardResult[] {
  const { at } = done;
  const redemption: RedemptionRow = {
    ...row,
    state: 'redeemed',
    at: row.state === 'reserved' ? at : row.at,
    reservedUntil: null,
    milestones: [redeemed],
  };
  draft.redemptions.set(row.id, redemption);
  draft.state = { ...draft.state, redemptions: draft.state.redemptions + 1 };
  draft.record({
    kind: 'redemption',
    at,
    channel: row.channel,
    share: row.share,
    subject: row.invitee,
    data: { redemption: row.id },
  });
  return grantRewards(draft, { redemption, before: [], holding: done.holding, at });
}

/** A reservation or a review comes to nothing: the code and the person get their use back. */
export function giveBackUse(draft: Draft, row: RedemptionRow, at: Instant): void {
  draft.redemptions.set(row.id, row);
  draft.state = { ...draft.state, uses: draft.state.uses - 1 };
  draft.record({
    kind: 'reservation',
    at,
    channel: row.channel,
    share: row.share,
    subject: row.invitee,
    data: { redemption: row.id, state: row.state },
  });
}

/** A review ends well. */
export function approve(
  draft: Draft,
  review: ReviewRow,
  closing: Closing & { readonly holding: ReadonlySet<string> },
): readonly RewardResult[] {
  const redemption = closeReview(draft, { ...review, state: 'approved' }, closing);
  return complete(draft, redemption, closing);
}

/** A review ends in a refusal. */
export function refuse(draft: Draft, review: ReviewRow, closing: Closing): void {
  const redemption = closeReview(draft, { ...review, state: 'refused' }, closing);
  giveBackUse(draft, { ...redemption, state: 'refused' }, closing.at);
}

function closeReview(draft: Draft, review: ReviewRow, closing: Closing): RedemptionRow {
  const redemption = draft.redemption(review.redemption);
  assert(redemption?.state === 'review', 'an open review holds a redemption');
  draft.reviews.set(review.id, { ...review, decidedBy: closing.actor, note: closing.reason });
  draft.state = { ...draft.state, reviewsOpen: draft.state.reviewsOpen - 1 };
  draft.record({
    kind: 'review',
    at: closing.at,
    data: { review: review.id, state: review.state, by: closing.actor },
  });
  return redemption;
}
