import type {
  PercentSchedule,
  PurchaseBands,
  PurchaseLadder,
  PurchaseSource,
  RewardTerms,
  WhenTerms,
} from '../domain/campaign/terms.ts';
import { amountFor, purchaseWorth, stepsBetween, wholeOf } from '../domain/reward/amount.ts';

/** A reward by what one invitee pays. */
export type ByPurchase = RewardTerms & {
  readonly schedule: PercentSchedule | PurchaseBands | PurchaseLadder;
};

/** As many accounts as one purchase is shared by. */
const accountsMax = 20;

/** Whether a reward goes by what one invitee pays. */
export function isByPurchase(reward: RewardTerms): reward is ByPurchase {
  return ['percent', 'purchase-bands', 'purchase-ladder'].includes(reward.schedule.kind);
}

/** The least purchase, in minor units, that earns a reward by what it waits for. */
export function leastPurchase(
  { milestones }: WhenTerms,
  { milestone, property }: Pick<PurchaseSource, 'milestone' | 'property'>,
): number {
  const least = milestones.map((wanted) =>
    typeof wanted !== 'string' &&
    wanted.milestone === milestone &&
    wanted.atLeast?.property === property
      ? wanted.atLeast.minor
      : 1,
  );
  return Math.max(1, ...least);
}

/** What one purchase earns by itself, in minor units: of a ladder, each of its steps. */
export function earnedBy({ schedule, when }: ByPurchase, purchase: number): readonly number[] {
  const of = schedule.kind === 'percent' ? schedule : schedule.of;
  if (purchase < leastPurchase(when, of)) return [];
  if (schedule.kind === 'purchase-ladder') {
    return stepsBetween(schedule, 0, purchase).map(({ minor }) => minor);
  }
  return [amountFor(schedule, 1, purchase) ?? 0].filter((minor) => minor > 0);
}

/**
 * Purchases, in minor units, each in parts that may bring more. Where nothing bounds the reward, the smallest that
 * does is among them.
 */
export function sharesTried(reward: ByPurchase): readonly (readonly number[])[] {
  const { schedule, when } = reward;
  return schedule.kind === 'percent'
    ? sharesOfPercent(schedule, leastPurchase(when, schedule)).filter(isPayable)
    : sharesOfSteps(reward, stepsFrom(schedule, leastPurchase(when, schedule.of))).filter(
        isPayable,
      );
}

function isPayable(parts: readonly number[]): boolean {
  return Number.isSafeInteger(parts.reduce((sum, part) => sum + part, 0));
}

/**
 * Two floors; two parts, as even as can be, of a purchase just beyond what the ceiling takes; and such parts that one
 * or both come to the ceiling.
 */
function sharesOfPercent(schedule: PercentSchedule, least: number): (readonly number[])[] {
  const { ceiling } = schedule;
  const full = Math.max(least, purchaseWorth(schedule, ceiling));
  const some = Math.max(least, purchaseWorth(schedule, 1));
  const beyond = Math.max(2 * least, purchaseWorth(schedule, ceiling + 1));
  const even = [beyond, beyond + 1].flatMap((purchase) => evenShares(schedule, least, purchase));
  return [[least, least], ...even, [full, some], [full, full]];
}

/** What is rounded away comes again after as many minor units as a percentage has parts. */
function evenShares(schedule: PercentSchedule, least: number, purchase: number): number[][] {
  if (!isPayable([purchase])) return [];
  const amount = (part: number): number => amountFor(schedule, 1, part) ?? 0;
  const half = Math.floor(purchase / 2);
  for (let less = half; less >= Math.max(least, half - wholeOf(schedule)); less -= 1) {
    const more = purchase - less;
    if (amount(more) + amount(less) > amount(purchase)) return [[more, less]];
  }
  return [];
}

/** Purchases from which on something else is earned. */
function stepsFrom(schedule: PurchaseBands | PurchaseLadder, least: number): readonly number[] {
  const steps = schedule.kind === 'purchase-bands' ? schedule.bands : schedule.steps;
  return [...new Set(steps.map(({ purchases }) => Math.max(purchases, least)))];
}

/**
 * Two steps; a purchase in two at which an amount falls; and as many of one step as earn more than another. Between
 * steps nothing changes.
 */
function sharesOfSteps(reward: ByPurchase, steps: readonly number[]): (readonly number[])[] {
  const earned = (purchase: number): number =>
    earnedBy(reward, purchase).reduce((sum, minor) => sum + minor, 0);
  return steps.flatMap((more, index) =>
    steps.slice(0, index + 1).flatMap((less) => {
      const count = Math.floor(earned(more) / earned(less)) + 1;
      const many = count > 2 && count <= accountsMax ? [Array<number>(count).fill(less)] : [];
      const fallen = less < more ? [[less, more - less]] : [];
      return [[more, less], ...fallen, ...many];
    }),
  );
}
