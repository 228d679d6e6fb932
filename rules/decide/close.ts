import { assert } from '../../domain/assert.ts';
import type { Accepted, RewardResult } from '../../domain/code/outcome.ts';
import { refuseReport } from '../../domain/code/refusal.ts';
import type { RedemptionRow, ReviewRow } from '../../domain/commit/rows.ts';
import type { Instant } from '../../domain/time.ts';
import type { Holding } from '../judge.ts';
import { asksBeyondLimits, strictest } from './beyond.ts';
import type { Asked } from './book.ts';
import type { Draft } from './draft.ts';
import { grantRewards } from './grant.ts';
import { openReview } from './open-review.ts';
import { renew } from './renew.ts';
import { giveBackUse, keepReserved } from './waiting.ts';

/** The milestone that redeeming itself is. */
export const redeemed = 'redeemed';

const onlyRedeemed = [redeemed] as const;

/** How a waiting redemption was decided. */
export interface Closing {
  readonly at: Instant;
  readonly actor: string;
  readonly reason: string;
}

/** When a redemption counts, and which rewards' conditions hold then. */
interface Completing {
  readonly at: Instant;
  readonly holding: Holding;
  /** The review that was open on it because of limits; absent where none was. */
  readonly asked?: Asked;
}

type Answer = Pick<
  Accepted,
  'redemptionState' | 'rewards' | 'reservedUntil' | 'review' | 'reviewDueAt'
>;

/**
 * A use, a reservation or a review becomes a redemption, and earns what redeeming earns. It counts from
 * when it was accepted, so what was reserved in time is worth as much when it is confirmed later. Where a
 * reward would go beyond a limit about which a person is asked, it waits for that person.
 */
export function complete(draft: Draft, row: RedemptionRow, done: Completing): Answer {
  if (done.asked === undefined && asksBeyondLimits(draft.terms)) {
    const waiting = askBeyondLimits(draft, row, done);
    if (waiting) return waiting;
  }
  return { redemptionState: 'redeemed', rewards: count(draft, row, done) };
}

function askBeyondLimits(draft: Draft, row: RedemptionRow, done: Completing): Answer | null {
  const trial = draft.trial();
  count(trial, row, done);
  const [first, ...rest] = trial.beyond;
  if (first === undefined) return null;
  const { id: review, dueAt: reviewDueAt } = openReview(draft, {
    redemption: { ...row, state: 'review', reservedUntil: null },
    rules: [],
    beyond: [first, ...rest].map(({ reward, side, limit }) => ({ reward, side, limit })),
    terms: strictest(first, rest),
    at: done.at,
  });
  return { redemptionState: 'review', review, reviewDueAt };
}

function count(
  draft: Draft,
  row: RedemptionRow,
  { at, holding, asked }: Completing,
): readonly RewardResult[] {
  const redemption = justRedeemed(row);
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
  return grantRewards(draft, {
    redemption,
    before: row,
    holding,
    at,
    ...(asked === undefined ? {} : { asked }),
  });
}

/** Written out for the same reason as `changed` of a state. */
function justRedeemed(row: RedemptionRow): RedemptionRow {
  return {
    id: row.id,
    code: row.code,
    inviter: row.inviter,
    invitee: row.invitee,
    state: 'redeemed',
    at: row.at,
    channel: row.channel,
    share: row.share,
    region: row.region,
    stream: row.stream ?? null,
    reservedUntil: null,
    milestones: onlyRedeemed,
    purchaseAmountMinor: row.purchaseAmountMinor,
    exclusion: row.exclusion,
    reports: row.reports,
    byHand: row.byHand,
    counted: row.counted,
    purchases: row.purchases ?? null,
    cancelled: row.cancelled,
  };
}

/**
 * A review ends well. A reservation that was in review is one from now on; what waited because of limits
 * passes them.
 */
export function approve(
  draft: Draft,
  review: ReviewRow,
  closing: Closing & { readonly holding: Holding },
): Answer {
  const { redemption, asked } = closeReview(draft, { ...review, state: 'approved' }, closing);
  return redemption.reservedUntil === null
    ? complete(draft, redemption, { ...closing, ...asked })
    : {
        redemptionState: 'reserved',
        reservedUntil: keepReserved(draft, redemption, closing.at),
      };
}

/**
 * A review ends in a refusal: of the use, or, where it waited because of limits, of the rewards beyond them
 * alone. A code that was withdrawn takes nothing more in any case.
 */
export function refuse(
  draft: Draft,
  review: ReviewRow,
  closing: Closing & { readonly holding: Holding },
): Answer {
  const { redemption, asked } = closeReview(draft, { ...review, state: 'refused' }, closing);
  if (asked.asked !== undefined && refuseReport(draft.state) === null) {
    return complete(draft, redemption, { ...closing, ...asked });
  }
  giveBackUse(draft, { ...redemption, state: 'refused' }, closing.at);
  return { redemptionState: 'refused' };
}

interface Closed {
  readonly redemption: RedemptionRow;
  /** Only of a review that was opened because of limits. */
  readonly asked: Pick<Completing, 'asked'>;
}

function closeReview(draft: Draft, review: ReviewRow, { at, actor, reason }: Closing): Closed {
  const redemption = draft.redemptions.get(review.redemption);
  assert(redemption?.state === 'review', 'an open review holds a redemption');
  draft.reviews.set(review.id, { ...review, decidedBy: actor, note: reason });
  draft.change({ reviewsOpen: draft.state.reviewsOpen - 1 });
  const data = { review: review.id, state: review.state, by: actor, reason };
  draft.record({ kind: 'review', at, data });
  return { redemption, asked: review.beyond.length > 0 ? { asked: review } : {} };
}
