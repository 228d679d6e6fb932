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

/**
 * What a report adds to a ladder by purchases, in minor units: once all that the reward waits for is reached, what
 * was paid before and not refunded, and from then on each report by itself. Only reports count that fit what is
 * waited for.
 */
export function purchasesAdded(
  { when }: Pick<RewardTerms, 'when'>,
  { of }: PurchaseLadder,
  { before, redemption, report }: Further,
): number {
  if (report === undefined || !isReached(when, redemption)) return 0;
  const fresh = isReached(when, before) ? [report] : [...before.reports, report];
  return fresh
    .filter((one) => one.milestone === of.milestone && countsFor(when, one, redemption))
    .reduce((sum, one) => sum + leftIn(one, of), 0);
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
  const counted = { minor: former.minor + minor, steps: former.steps + steps.length };
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
