import type { Asset } from '../money.ts';
import { amountFor, largestAmount, mostByInvitee } from '../reward/amount.ts';
import { lengthOf } from './period.ts';
import type {
  CapTerms,
  LimitEvery,
  LimitTerms,
  RewardTerms,
  Scope,
  SharedLimitTerms,
  Side,
  Terms,
} from './terms.ts';
import { isLess, multiply, sum } from './unbounded.ts';

/** The most that a campaign can spend of one asset. `null` is without bound. */
export interface WorstCase {
  readonly asset: Asset;
  /** Of which variant's terms it is; left out of the campaign's own. */
  readonly variant?: string;
  /** What its rewards promise when everything that may happen does, the budget left aside. */
  readonly promised: number | null;
  readonly budget: number;
  /** The smaller of the two: more than the budget is never spent. */
  readonly minor: number;
  readonly rewards: readonly RewardWorstCase[];
  /** What a limit that they share allows, where that is less than all of them together. */
  readonly together?: Bound;
}

/** The most that one reward can promise, and how that was reckoned. */
export interface RewardWorstCase {
  readonly reward: string;
  readonly minor: number | null;
  readonly arithmetic: Arithmetic;
}

/** What one of something promises, and how many of them there may be: `5.00 a code, 100 codes, 30 lifetimes`. */
export interface Arithmetic {
  /** Of one; null is without bound. */
  readonly minor: number | null;
  readonly each: 'use' | 'channel' | Scope;
  /** In which stretch of time, where a limit counts by one. */
  readonly every?: LimitEvery;
  /** How many invitees one ladder counts, where there is one; null is any number. */
  readonly invitees?: number | null;
  /** How many rewards it is, where they are what is capped. */
  readonly rewardsMax?: number;
  readonly factors: readonly Factor[];
}

/** So many of something; null is any number, or one that is not known before publishing. */
export interface Factor {
  readonly of: 'uses' | 'codes' | 'lifetimes' | 'months' | 'sides' | 'channels' | LimitEvery;
  readonly count: number | null;
}

/** How much something comes to at most, and how that was reckoned. */
export interface Bound {
  readonly minor: number | null;
  readonly arithmetic: Arithmetic;
}

/** All bounds, only those that grow with the number of codes, or only those that do not. */
type Counted = 'all' | 'by-codes' | 'of-whole';

/** How many invitees of one ladder are reckoned one by one. */
const invitesReckoned = 100_000;

/**
 * The worst case of every asset in the budget: every code that may be open is, another follows in its
 * place as soon as its lifetime is over, for other people each time, each is used as often as it may
 * be, and every use earns the most. A code withdrawn by hand makes room for one more, which is not
 * foreseen here. `usher lint` and `usher diff` both tell this one.
 */
export function worstCase(terms: Terms, counted: 'all' | 'by-codes' = 'all'): readonly WorstCase[] {
  return terms.budget.map(({ asset, minor: budget }) => {
    const rewards = terms.rewards
      .filter((reward) => reward.asset === asset)
      .map((reward) => ({ reward: reward.id, ...worstOf(terms, reward, counted) }));
    const all = sum(rewards.map((reward) => reward.minor));
    const together = sharedOf(terms, asset, counted);
    const isShared = together !== undefined && isLess(together.minor, all);
    const promised = isShared ? together.minor : all;
    const minor = promised === null ? budget : Math.min(promised, budget);
    const variant = terms.variant === undefined ? {} : { variant: terms.variant };
    const shared = isShared ? { together } : {};
    return { asset, ...variant, promised, budget, minor, rewards, ...shared };
  });
}

/** The smallest of what each cap, the schedule, the uses and each limit allow; of several without bound, a cap. */
export function worstOf(
  terms: Terms,
  reward: RewardTerms,
  counted: 'all' | 'by-codes' = 'all',
): Bound {
  const bounds = [
    ...reward.caps.map((cap) => byCap(terms, reward, cap)),
    bySchedule(terms, reward),
    byUses(terms, reward),
    ...(reward.limits ?? []).flatMap((limit) => byLimit(terms, reward, limit) ?? []),
  ];
  return bounds
    .filter((each) => counted === 'all' || !isOfWhole(each))
    .reduce((least, each) => (isLess(each.minor, least.minor) ? each : least));
}

/** Whether a bound is of all codes together, whichever variants they are of. */
export function isOfWhole({ arithmetic: { each } }: Bound): boolean {
  return each === 'campaign' || each === 'channel';
}

/** The smallest of what limits that they share allow of the rewards of an asset. */
export function sharedOf(terms: Terms, asset: Asset, counted: Counted): Bound | undefined {
  const rewards = terms.rewards.filter((reward) => reward.asset === asset);
  const [dearest] = [...rewards].sort((a, b) => largestOf(b) - largestOf(a));
  if (dearest === undefined) return undefined;
  const all = { ...dearest, to: [...new Set(rewards.flatMap(({ to }) => to))] };
  const isOf = (limit: SharedLimitTerms): boolean => [asset, null].includes(limit.asset);
  const bounds = (terms.limits ?? [])
    .filter(isOf)
    .flatMap((limit) => byLimit(terms, all, limit) ?? [])
    .filter((each) => counted === 'all' || isOfWhole(each) === (counted === 'of-whole'));
  return bounds.sort((a, b) => (isLess(a.minor, b.minor) ? -1 : 1))[0];
}

/** The most that one grant of a reward comes to over all its months, in minor units. */
export function largestOf({ schedule, recurring }: RewardTerms): number {
  return largestAmount(schedule) * (recurring?.months ?? 1);
}

function bySchedule(terms: Terms, reward: RewardTerms): Bound {
  const { schedule } = reward;
  // However many draw, and for whichever side.
  if (schedule.kind === 'random') {
    return bound({ minor: schedule.total, each: 'campaign', factors: [] }, 1);
  }
  if (!('over' in schedule)) return byUses(terms, reward);
  const subjects = [...subjectsOf(terms, schedule.over, 'inviter'), ...monthsOf(reward)];
  if (schedule.kind === 'purchase-ladder') {
    const all = { minor: mostByInvitee(schedule), each: schedule.over, factors: subjects };
    return bound(all, reward.to.length);
  }
  const invitees = inviteesOf(terms, schedule.over);
  const minor = ladderTotal(reward, invitees);
  return bound({ minor, each: schedule.over, invitees, factors: subjects }, reward.to.length);
}

function byUses(terms: Terms, reward: RewardTerms): Bound {
  const minor = mostByInvitee(reward.schedule);
  const factors = [...usesOf(terms), ...monthsOf(reward)];
  return bound({ minor, each: 'use', factors }, reward.to.length);
}

function monthsOf({ recurring }: RewardTerms): readonly Factor[] {
  return recurring === undefined ? [] : [{ of: 'months', count: recurring.months }];
}

/** All that the first so many invitees of one ladder earn; null when that has no end. */
function ladderTotal({ schedule }: RewardTerms, invitees: number | null): number | null {
  if (schedule.kind === 'ladder') {
    const reached = schedule.steps.filter((step) => invitees === null || step.invitees <= invitees);
    return reached.reduce((total, { minor }) => total + minor, 0);
  }
  if (invitees === null) return null;
  let total = 0;
  for (let n = 1; n <= Math.min(invitees, invitesReckoned); n += 1) {
    total += amountFor(schedule, n) ?? 0;
  }
  if (invitees <= invitesReckoned) return total;
  return total + (invitees - invitesReckoned) * largestAmount(schedule);
}

function byCap(terms: Terms, reward: RewardTerms, { scope, unit, max, sides }: CapTerms): Bound {
  const factors = subjectsOf(terms, scope, paidSide(reward));
  const times = sides === 'each' ? reward.to.length : 1;
  return bound({ ...capped(reward, { unit, max }, factors), each: scope }, times);
}

/**
 * A limit is of both sides together, but each of two persons has one. Undefined where nobody knows of how many
 * it is, or where a person may let rewards beyond it.
 */
function byLimit(
  terms: Terms,
  reward: RewardTerms,
  { of, every, unit, max, review }: LimitTerms,
): Bound | undefined {
  if (review !== undefined) return undefined;
  const stretches: readonly Factor[] =
    every === null ? [] : [{ of: every, count: stretchesOf(terms, every) }];
  const during = every === null ? {} : { every };
  if (of.kind === 'scope') {
    const factors = [...subjectsOf(terms, of.scope, paidSide(reward)), ...stretches];
    const times = of.scope === 'person' ? reward.to.length : 1;
    return bound({ ...capped(reward, { unit, max }, factors), each: of.scope, ...during }, times);
  }
  const { channels } = terms.code;
  if (of.kind === 'parameter' || channels.length === 0) return undefined;
  // What comes through no channel has one as well.
  const factors: readonly Factor[] = [{ of: 'channels', count: channels.length + 1 }, ...stretches];
  return bound({ ...capped(reward, { unit, max }, factors), each: 'channel', ...during }, 1);
}

/** So much, or so many rewards, of which each may be of several months. */
function capped(
  reward: RewardTerms,
  { unit, max }: Pick<CapTerms, 'unit' | 'max'>,
  factors: readonly Factor[],
): Omit<Arithmetic, 'each'> {
  if (unit === 'amount') return { minor: max, factors };
  const minor = multiply(max, largestAmount(reward.schedule));
  return { minor, rewardsMax: max, factors: [...factors, ...monthsOf(reward)] };
}

function paidSide({ to }: RewardTerms): Side {
  return to.includes('invitee') ? 'invitee' : 'inviter';
}

const stretchMs: Readonly<Record<LimitEvery, number>> = {
  hour: 3_600_000,
  day: 24 * 3_600_000,
  week: 7 * 24 * 3_600_000,
  month: 28 * 24 * 3_600_000,
};

/** How many hours, days and so on, in part or whole, something may be earned in: codes settle after the end. */
function stretchesOf({ period, validity }: Terms, every: LimitEvery): number | null {
  const lasts = lengthOf(period);
  return lasts === null ? null : Math.ceil((lasts + validity.settleForMs) / stretchMs[every]) + 1;
}

/** Over how many codes, lineages or persons something may be earned anew. */
function subjectsOf(terms: Terms, scope: Scope, side: Side): readonly Factor[] {
  if (scope === 'campaign') return [];
  // An invitee redeems once in a campaign, so there are as many of them as uses.
  return scope === 'person' && side === 'invitee' ? usesOf(terms) : codesOf(terms);
}

/** Invitees that may be counted over one code, lineage, person or campaign; null is any number. */
export function inviteesOf(terms: Terms, scope: Scope): number | null {
  const { usesMax } = terms.redemption;
  if (scope === 'code') return usesMax;
  return multiply(usesMax, scope === 'campaign' ? codesInAll(terms) : codesOfOne(terms));
}

/** Codes of one lineage or person: those open at once, each replaced when its lifetime is over; null is any number. */
export function codesOfOne(terms: Terms): number | null {
  return multiply(terms.code.perPerson, lifetimesOf(terms));
}

/** How many codes there may be over the whole campaign; null is any number. */
export function codesInAll(terms: Terms): number | null {
  return product(codesOf(terms));
}

function usesOf(terms: Terms): readonly Factor[] {
  const { usesMax } = terms.redemption;
  const uses: Factor = { of: 'uses', count: usesMax };
  return usesMax === null ? [uses] : [uses, ...codesOf(terms)];
}

function codesOf(terms: Terms): readonly Factor[] {
  const open: Factor = { of: 'codes', count: terms.code.liveCodesMax };
  const lifetimes = lifetimesOf(terms);
  return lifetimes === 1 ? [open] : [open, { of: 'lifetimes', count: lifetimes }];
}

/** How many codes may follow each other in one place before the campaign is over. */
function lifetimesOf({ period, validity }: Terms): number | null {
  if (validity.lifetime.kind !== 'for') return 1;
  const lasts = lengthOf(period);
  return lasts === null ? null : Math.max(1, Math.ceil(lasts / validity.lifetime.ms));
}

function bound(one: Arithmetic, sides: number): Bound {
  const factors =
    sides > 1 ? [...one.factors, { of: 'sides', count: sides } as const] : one.factors;
  const all = one.minor === null ? null : multiply(one.minor, product(factors));
  return { minor: all, arithmetic: { ...one, factors } };
}

function product(counts: readonly Factor[]): number | null {
  return counts.reduce<number | null>((all, { count }) => multiply(all, count), 1);
}
