import { assert } from '../../domain/assert.ts';
import type { PurchaseLadder, PurchaseStep, RewardTerms } from '../../domain/campaign/terms.ts';
import { rewardOfLadder } from '../../domain/commit/counters.ts';
import type { Report } from '../../domain/commit/report.ts';
import type { RedemptionRow } from '../../domain/commit/rows.ts';
import type { RowId } from '../../domain/ids.ts';
import { leftIn, stepsBetween } from '../../domain/reward/amount.ts';
import { countsFor, isReached } from '../../domain/reward/reached.ts';
import type { Draft } from './draft.ts';

/** A redemption before and after a report. */
interface Further {
  readonly before: RedemptionRow;
  readonly redemption: RedemptionRow;
  readonly report?: Report;
}

/** What a report brings to a ladder by purchases, in minor units. */
interface Brought {
  readonly added: number;
  /** What it never counts. */
  readonly beside: number;
}

/**
 * What a report adds to a ladder by purchases: once all that the reward waits for is reached, what was paid before and
 * not refunded, and from then on each report by itself. Only reports count that fit what is waited for.
 */
export function purchasesBrought(
  { when }: Pick<RewardTerms, 'when'>,
  { of }: PurchaseLadder,
  { before, redemption, report }: Further,
): Brought {
  const nothing = { added: 0, beside: 0 };
  if (report === undefined || !isReached(when, redemption)) return nothing;
  const fresh = isReached(when, before) ? [report] : [...before.reports, report];
  return fresh
    .filter(({ milestone }) => milestone === of.milestone)
    .reduce(({ added, beside }, one) => {
      const left = leftIn(one, of);
      return countsFor(when, one, redemption)
        ? { added: added + left, beside }
        : { added, beside: beside + left };
    }, nothing);
}

/** Notes what a ladder never counts of a redemption's purchases, so that its refund takes nothing off the ladder. */
export function noteBeside(draft: Draft, id: RowId, key: string, minor: number): void {
  const row = draft.redemptions.get(id);
  assert(row !== undefined, 'what is noted is written');
  const former = row.purchases?.[key] ?? { minor: 0, steps: 0 };
  const noted = { ...former, beside: (former.beside ?? 0) + minor };
  draft.redemptions.set(id, { ...row, purchases: { ...row.purchases, [key]: noted } });
}

/** A step that a redemption has just reached, and the number of its reward among those of the redemption. */
export interface ReachedStep extends PurchaseStep {
  readonly number: number;
}

/** Adds to a ladder what a redemption has paid, and notes it; returns the steps that are reached by it. */
export function countPurchases(
  draft: Draft,
  id: RowId,
  of: { readonly key: string; readonly minor: number; readonly schedule: PurchaseLadder },
): readonly ReachedStep[] {
  const { key, minor } = of;
  const row = draft.redemptions.get(id);
  assert(row !== undefined, 'what is counted is written');
  const steps = stepsReached(draft, row, of);
  const former = row.purchases?.[key] ?? { minor: 0, steps: 0 };
  draft.take(key, minor);
  const counted = { ...former, minor: former.minor + minor, steps: former.steps + steps.length };
  draft.redemptions.set(id, { ...row, purchases: { ...row.purchases, [key]: counted } });
  return steps;
}

/** The steps that so much more would reach. */
export function stepsReached(
  draft: Draft,
  row: RedemptionRow,
  of: { readonly key: string; readonly minor: number; readonly schedule: PurchaseLadder },
): readonly ReachedStep[] {
  const { key, minor, schedule } = of;
  const sum = draft.used(key);
  const before = row.purchases?.[key]?.steps ?? 0;
  return stepsBetween(schedule, sum, sum + minor).map((step, index) => ({
    ...step,
    number: before + index + 1,
  }));
}

/** The reward whose ladder a key is of, by the terms that the code has now. */
export function rewardOf(draft: Draft, key: string): RewardTerms | undefined {
  return draft.terms.rewards.find(({ id }) => id === rewardOfLadder(key));
}

/** The ladder by purchases that a key is of, by the terms that the code has now. */
export function purchaseLadderOf(
  draft: Draft,
  key: string,
): (RewardTerms & { readonly schedule: PurchaseLadder }) | undefined {
  const reward = rewardOf(draft, key);
  const schedule = reward?.schedule;
  return reward && schedule?.kind === 'purchase-ladder' ? { ...reward, schedule } : undefined;
}
