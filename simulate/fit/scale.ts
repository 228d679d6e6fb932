import type {
  CapTerms,
  LimitTerms,
  PercentSchedule,
  PurchaseStep,
  RandomSchedule,
  RewardTerms,
  Schedule,
  Step,
  Terms,
} from '../../domain/campaign/terms.ts';
import { minorUnits, type MinorUnits } from '../../domain/money.ts';
import { wholeOf } from '../../domain/reward/amount.ts';

/** By what the amounts of each asset are multiplied. */
export type Factors = Readonly<Record<string, number>>;

/**
 * The terms with all amounts multiplied, each rounded to a whole minor unit and none of them to
 * nothing. Caps and limits on amounts go with them, so that as many invitees are paid for as before; what counts
 * over the whole campaign stays as it is, and so do numbers of invitees and what they pay.
 */
export function scaleRewards(terms: Terms, factors: Factors): Terms {
  return {
    ...terms,
    rewards: terms.rewards.map((reward) => scaleReward(reward, factors[reward.asset] ?? 1)),
  };
}

/** Terms with so large a budget that it refuses nothing: what would be spent if it could be. */
export function withoutBudget(terms: Terms): Terms {
  const endless = minorUnits(Number.MAX_SAFE_INTEGER);
  return { ...terms, budget: terms.budget.map(({ asset }) => ({ asset, minor: endless })) };
}

function scaleReward(reward: RewardTerms, factor: number): RewardTerms {
  const schedule = scaleSchedule(reward.schedule, factor);
  const ratio =
    schedule.kind === 'each' && reward.schedule.kind === 'each'
      ? schedule.minor / reward.schedule.minor
      : factor;
  const caps = reward.caps.map((cap) => scaleBound(cap, ratio, cap.scope));
  if (reward.limits === undefined) return { ...reward, schedule, caps };
  const limits = reward.limits.map((limit) => scaleBound(limit, ratio, countedOver(limit)));
  return { ...reward, schedule, caps, limits };
}

function scaleSchedule(schedule: Schedule, factor: number): Schedule {
  switch (schedule.kind) {
    case 'each':
      return { ...schedule, minor: scaled(schedule.minor, factor) };
    case 'bands':
      return { ...schedule, bands: scaleSteps(schedule.bands, factor) };
    case 'purchase-bands':
      return { ...schedule, bands: scaleSteps(schedule.bands, factor) };
    case 'ladder':
      return { ...schedule, steps: scaleSteps(schedule.steps, factor) };
    case 'purchase-ladder':
      return { ...schedule, steps: scaleSteps(schedule.steps, factor) };
    case 'percent':
      return {
        ...schedule,
        basisPoints: scaledRate(schedule, factor),
        floor: scaled(schedule.floor, factor),
        ceiling: scaled(schedule.ceiling, factor),
      };
    case 'random':
      return scalePackets(schedule, factor);
    case 'decay':
      return {
        ...schedule,
        first: scaled(schedule.first, factor),
        floor: scaled(schedule.floor, factor),
      };
  }
}

/** Rounding must not take the total out of what its packets can come to. */
function scalePackets(random: RandomSchedule, factor: number): RandomSchedule {
  const { packets } = random;
  const total = Math.max(packets, scaled(random.total, factor));
  const least = Math.min(scaled(random.least, factor), Math.floor(total / packets));
  const most = Math.max(scaled(random.most, factor), Math.ceil(total / packets));
  return {
    ...random,
    total: minorUnits(total),
    least: minorUnits(least),
    most: minorUnits(most),
  };
}

/** Never more than all of a purchase: of points, one for its smallest unit. */
function scaledRate(schedule: PercentSchedule, factor: number): number {
  const basisPoints = Math.max(1, Math.round(schedule.basisPoints * factor));
  return Math.min(basisPoints, wholeOf(schedule));
}

function scaleSteps<Own extends Step | PurchaseStep>(
  steps: readonly Own[],
  factor: number,
): readonly Own[] {
  return steps.map((step) => ({ ...step, minor: scaled(step.minor, factor) }));
}

function scaled(minor: MinorUnits, factor: number): MinorUnits {
  return minor === 0 ? minor : minorUnits(Math.max(1, Math.round(minor * factor)));
}

/** A limit of a stretch of time lets through as many invitees of that time as before. */
function countedOver({ of, every }: LimitTerms): string {
  return every === null && of.kind === 'scope' ? of.scope : of.kind;
}

function scaleBound<Bound extends Pick<CapTerms, 'unit' | 'max'>>(
  bound: Bound,
  ratio: number,
  countedOver: string,
): Bound {
  if (bound.unit === 'count' || countedOver === 'campaign') return bound;
  return { ...bound, max: Math.max(1, Math.ceil(bound.max * ratio - 1e-9)) };
}
