import { assert } from '../../domain/assert.ts';
import type { RewardResult } from '../../domain/code/outcome.ts';
import type { RedemptionRow, ReviewRow } from '../../domain/commit/rows.ts';
import { plus, type Instant } from '../../domain/time.ts';
import type { Holding } from '../judge.ts';
import type { Draft } from './draft.ts';
import { grantRewards } from './grant.ts';
import { renew } from './renew.ts';

/** The milestone that redeeming itself is. */
export const redeemed = 'redeemed';

const onlyRedeemed = [redeemed] as const;

/** How a waiting redemption was decided. */
export interface Closing {
  readonly at: Instant;
  readonly actor: string;
  readonly reason: string;
}

/**
 * A reservation or a review becomes a redemption, and earns what redeeming earns. It counts from when
 * it was accepted, so what was reserved in time is worth as much when it is confirmed later.
 */
export function complete(
  draft: Draft,
  row: RedemptionRow,
  done: { readonly at: Instant; readonly holding: Holding },
): readonly RewardResult[] {
  const { at } = done;
  const redemption: RedemptionRow = {
    ...row,
    state: 'redeemed',
    reservedUntil: null,
    milestones: onlyRedeemed,
  };
  draft.redemptions.set(row.id, redemption);
  draft.record({
    kind: 'redemption',
    at,
    channel: row.channel,
    share: row.share,
    subject: row.invitee,
    data: { redemption: row.id },
  });
  draft.change({ redemptions: draft.state.redemptions + 1 });
  renew(draft, at);
  return grantRewards(draft, { redemption, before: row, holding: done.holding, at });
}

/** Keeps a use for its invitee until it is confirmed or released, or runs out; returns when it does. */
export function keepReserved(draft: Draft, row: RedemptionRow, at: Instant): Instant {
  const reservedUntil = plus(at, draft.terms.redemption.reserveForMs);
  const reserved: RedemptionRow = { ...row, state: 'reserved', reservedUntil };
  draft.redemptions.set(row.id, reserved);
  if (reservedUntil > draft.facts.now) draft.watch(reservedUntil);
  recordWaiting(draft, reserved, at);
  return reservedUntil;
}

/** Notes that a redemption waits, or waits no more, for somebody to confirm or to decide it. */
export function recordWaiting(draft: Draft, row: RedemptionRow, at: Instant): void {
  draft.record({
    kind: 'reservation',
    at,
    channel: row.channel,
    share: row.share,
    subject: row.invitee,
    data: { redemption: row.id, state: row.state },
  });
}

/** A reservation or a review comes to nothing: the code and the person get their use back. */
export function giveBackUse(draft: Draft, row: RedemptionRow, at: Instant): void {
  draft.redemptions.set(row.id, row);
  draft.change({ uses: draft.state.uses - 1 });
  recordWaiting(draft, row, at);
}

/** What an approved redemption has become: what it was asked as. */
type Approved =
  | { readonly redemptionState: 'redeemed'; readonly rewards: readonly RewardResult[] }
  | { readonly redemptionState: 'reserved'; readonly reservedUntil: Instant };

/** A review ends well. A reservation that was in review is one from now on. */
export function approve(
  draft: Draft,
  review: ReviewRow,
  closing: Closing & { readonly holding: Holding },
): Approved {
  const redemption = closeReview(draft, { ...review, state: 'approved' }, closing);
  return redemption.reservedUntil === null
    ? { redemptionState: 'redeemed', rewards: complete(draft, redemption, closing) }
    : {
        redemptionState: 'reserved',
        reservedUntil: keepReserved(draft, redemption, closing.at),
      };
}

/** A review ends in a refusal. */
export function refuse(draft: Draft, review: ReviewRow, closing: Closing): void {
  const redemption = closeReview(draft, { ...review, state: 'refused' }, closing);
  giveBackUse(draft, { ...redemption, state: 'refused' }, closing.at);
}

function closeReview(draft: Draft, review: ReviewRow, closing: Closing): RedemptionRow {
  const redemption = draft.redemptions.get(review.redemption);
  assert(redemption?.state === 'review', 'an open review holds a redemption');
  draft.reviews.set(review.id, { ...review, decidedBy: closing.actor, note: closing.reason });
  draft.change({ reviewsOpen: draft.state.reviewsOpen - 1 });
  draft.record({
    kind: 'review',
    at: closing.at,
    data: { review: review.id, state: review.state, by: closing.actor },
  });
  return redemption;
}
