import { stepOf, type LadderStep } from '../../domain/commit/ladder.ts';
import {
  leftOf,
  type Cancelled,
  type RedemptionRow,
  type RewardRow,
} from '../../domain/commit/rows.ts';
import { hasEnded } from '../../domain/commit/stretch.ts';
import { monthOf, numberOf } from '../../domain/ids.ts';
import { formatMoney } from '../../domain/money.ts';
import type { Grant } from './book.ts';
import type { Draft } from './draft.ts';
import { boundsOf, type Bound, type Planned } from './grant.ts';
import { hasStep } from './overhang.ts';

/** A reward that is granted again, and the bounds that may have no room for it. */
export interface Again extends Planned {
  readonly bounds: readonly Bound[];
}

/**
 * What a reopened redemption has again as it was, of what its cancellation took back: all but steps of ladders, and
 * of these the invitee's own, as long as the ladder has not gone below them. What the ladder reaches with it is worked
 * out anew.
 */
export function comingBack(draft: Draft, { rewards }: Cancelled): readonly RewardRow[] {
  return rewards.flatMap((id) => {
    const old = draft.rewards.get(id);
    return old !== undefined && (old.ladder === null || isOwn(draft, old.side, old.ladder))
      ? [old]
      : [];
  });
}

/** The inviter's are for the number of invitees; so are the invitee's once another one has them. */
function isOwn(draft: Draft, side: RewardRow['side'], ladder: LadderStep): boolean {
  const isPassed = stepOf(ladder) <= draft.used(ladder.key);
  return side === 'invitee' && isPassed && !hasStep(draft, side, ladder);
}

/** The highest number among the steps of a ladder that come back: those that are reached now are numbered on. */
export function stepsBack(back: readonly RewardRow[], key: string): number {
  const numbers = back.filter(({ ladder }) => ladder?.key === key).map(({ id }) => numberOf(id));
  return Math.max(0, ...numbers);
}

/** A reward as it was granted before. A packet's number stays with the reward that it was drawn for. */
export function restored(
  draft: Draft,
  old: RewardRow,
  redemption: RedemptionRow,
): readonly Again[] {
  const reward = draft.terms.rewards.find(({ id }) => id === old.reward);
  if (reward === undefined) return [];
  const { side, beneficiary, ladder, percent = null } = old;
  // A limit whose stretch is over has no part in it: then it was under that limit, and now is another stretch.
  const took = Object.fromEntries(
    Object.entries(old.took).filter(([key]) => !hasEnded(key, draft.facts.now)),
  );
  const grant: Grant = {
    ...{ reward, side, beneficiary, minor: leftOf(old), percent, redemption, ladder },
    ...{ at: draft.facts.now, month: monthOf(old.id), number: numberOf(old.id) },
  };
  return [{ grant, took, bounds: boundsOf(draft, grant) }];
}

/** A reward that was of another kind, or is none any more by the terms that the code has now, in words. */
export function otherNow(draft: Draft, back: readonly RewardRow[]): string | null {
  for (const old of back) {
    const now = draft.terms.rewards.find((reward) => reward.id === old.reward);
    if (now?.asset === old.asset && now.kind === old.kind) continue;
    return `${old.reward}: the terms that the code has now give no ${formatMoney(leftOf(old), old.asset)}`;
  }
  return null;
}
