import { assert } from '../../domain/assert.ts';
import type { ReviewTerms } from '../../domain/campaign/review-terms.ts';
import type { RandomSchedule, RewardTerms, Schedule, Side } from '../../domain/campaign/terms.ts';
import type { RewardRefusal, RewardResult } from '../../domain/code/outcome.ts';
import {
  budgetKey,
  capKey,
  limitKey,
  limitsShared,
  qualifiedKey,
  sharedLimitKey,
} from '../../domain/commit/counters.ts';
import type { Report } from '../../domain/commit/report.ts';
import type { PartOfPurchase } from '../../domain/commit/part-of-purchase.ts';
import type { RedemptionRow, RewardRow } from '../../domain/commit/rows.ts';
import type { RowId, SubjectId } from '../../domain/ids.ts';
import { minorUnits, type MinorUnits } from '../../domain/money.ts';
import { amountFor, lastPurchase, purchaseSourceOf } from '../../domain/reward/amount.ts';
import { isReached } from '../../domain/reward/reached.ts';
import { nameCap, nameLimit, namePackets, nameShared } from '../../domain/reward/bounds.ts';
import type { Instant } from '../../domain/time.ts';
import { inviterAt } from '../inviter-at.ts';
import { limitInTheWay } from './beyond.ts';
import { book, type Asked, type Grant, type Granted } from './book.ts';
import type { Holding } from '../judge.ts';
import { bringsToLadder, counted, refusalOf } from './brings.ts';
import type { Draft } from './draft.ts';
import { nextPacket } from './next-packet.ts';
import { sidesOf } from './overhang.ts';
import { countPurchases, purchasesBrought, type ReachedStep } from './purchases.ts';

/** Who earns what, before it is known how much. */
export type Earner = Omit<Grant, 'month' | 'minor' | 'packet' | 'ladder' | 'number'>;

/** A redemption that has just come further: as it was, and as it is now. */
export interface Progress {
  readonly redemption: RedemptionRow;
  readonly before: RedemptionRow;
  /** What it came further by, unless by redeeming. */
  readonly report?: Report;
  readonly holding: Holding;
  readonly at: Instant;
  /** The review that was open on it because of limits; absent where none was. */
  readonly asked?: Asked;
}

/**
 * Grants every reward whose last milestone this progress reached, and steps that a further purchase reaches, as
 * far as caps and budget go.
 * A redemption made after the campaign (of a converted code) earns nothing.
 */
export function grantRewards(draft: Draft, progress: Progress): readonly RewardResult[] {
  const { before, redemption } = progress;
  const { endsAt } = draft.facts.campaign;
  if (endsAt !== null && redemption.at >= endsAt) return [];
  const earned = draft.terms.rewards.filter((reward) => {
    const { when, schedule } = reward;
    if (schedule.kind === 'purchase-ladder') {
      return bringsToLadder(draft, { ...reward, schedule }, progress);
    }
    return isReached(when, redemption) && !isReached(when, before);
  });
  return earned.flatMap((reward) => grantReward(draft, reward, progress));
}

function grantReward(draft: Draft, reward: RewardTerms, progress: Progress): RewardResult[] {
  const no = refusalOf(draft, reward, progress);
  if (no !== null) return reward.to.map((side) => refused(reward, side, no));
  const inviter = inviterAt(draft.facts, progress.redemption, reward.level);
  if (inviter === undefined) {
    return reward.to.map((side) => refused(reward, side, 'NO_INVITER_AT_LEVEL'));
  }
  const { redemption, at, asked = null } = progress;
  const one = (side: Side): Earner => ({
    ...{ reward, side, redemption, at, asked },
    beneficiary: side === 'inviter' ? inviter : redemption.invitee,
  });
  const { schedule } = reward;
  if (schedule.kind === 'random') {
    return reward.to.map((side) => grantPacket(draft, one(side), schedule));
  }
  if (schedule.kind === 'purchase-ladder') {
    const key = qualifiedKey(reward, schedule.over, counted(draft, inviter));
    const minor = purchasesBrought(reward, schedule, progress).added;
    return countPurchases(draft, redemption.id, { key, minor, schedule }).flatMap((step) =>
      sidesOf(draft, reward, { key, purchases: step.purchases }).map((side) =>
        grantMonths(draft, ofStep(one(side), key, step)),
      ),
    );
  }
  const { minor, ...worked } = earnedBy(draft, { reward, inviter, redemption });
  if (minor === null || minor === 0) return [];
  return sidesOf(draft, reward, worked.ladder).map((side) =>
    grantMonths(draft, { ...one(side), minor, ...worked }),
  );
}

/** What one side is to have of a step. */
export function ofStep(
  earner: Earner,
  key: string,
  { purchases, minor, number }: ReachedStep,
): Omit<Grant, 'month'> {
  return { ...earner, minor, number, ladder: { key, purchases } };
}

/** A packet that does not fit under a bound stays the next one. */
function grantPacket(draft: Draft, earner: Earner, random: RandomSchedule): RewardResult {
  const { reward, side } = earner;
  const packet = nextPacket(draft, reward, random);
  if (packet === undefined) return refused(reward, side, 'CAP_REACHED', namePackets(random));
  return grantMonths(draft, { ...earner, minor: packet.minor, packet, ladder: null });
}

/** Who earns what. */
interface Earning {
  readonly reward: RewardTerms;
  readonly inviter: SubjectId;
  readonly redemption: RedemptionRow;
}

function earnedBy(draft: Draft, earning: Earning): Step {
  const { reward, inviter, redemption } = earning;
  const { schedule } = reward;
  const source = purchaseSourceOf(reward);
  const of = source === undefined ? 0 : lastPurchase(source, redemption);
  // Whatever its floor: of a purchase of which nothing is left there is no part.
  if (of === null) return { minor: null, ladder: null };
  if (schedule.kind === 'percent') {
    const { basisPoints, floor, ceiling, currency } = schedule;
    const bought = { of: minorUnits(of), ...(currency === undefined ? {} : { currency }) };
    const percent = { ...bought, basisPoints, floor, ceiling };
    return { minor: amountFor(schedule, 1, of), ladder: null, percent };
  }
  if (schedule.kind === 'purchase-bands') {
    const { bands } = schedule;
    const { asset } = schedule.of;
    const bought = { of: minorUnits(of), ...(asset === reward.asset ? {} : { currency: asset }) };
    return { minor: amountFor(schedule, 1, of), ladder: null, percent: { ...bought, bands } };
  }
  if (!('over' in schedule)) return { minor: amountFor(schedule, 1), ladder: null };
  const key = qualifiedKey(reward, schedule.over, counted(draft, inviter));
  return qualify(draft, redemption.id, { key, schedule });
}

/** What the next invitee of a ladder, of bands or of a decay earns, and the step where it is one. */
export interface Step {
  readonly minor: MinorUnits | null;
  readonly ladder: RewardRow['ladder'];
  readonly percent?: PartOfPurchase;
}

/** What one more would earn who qualifies under this key. */
export function nextStep(draft: Draft, key: string, schedule: Schedule): Step {
  const invitees = draft.used(key) + 1;
  const minor = amountFor(schedule, invitees);
  return { minor, ladder: schedule.kind === 'ladder' ? { key, invitees } : null };
}

/** Counts a redemption towards its inviter's ladder, and notes that it is counted. */
export function qualify(
  draft: Draft,
  id: RowId,
  { key, schedule }: { readonly key: string; readonly schedule: Schedule },
): Step {
  const row = draft.redemptions.get(id);
  assert(row !== undefined, 'what is counted is written');
  const step = nextStep(draft, key, schedule);
  draft.take(key, 1);
  draft.redemptions.set(id, { ...row, counted: [...row.counted, key] });
  return step;
}

/** All months or none: each takes its amount, and the first the one time that it was earned. */
function grantMonths(draft: Draft, first: Omit<Grant, 'month'>): RewardResult {
  const { reward, side, minor } = first;
  const { months } = reward.recurring ?? { months: 1 };
  const bounds = boundsOf(draft, first);
  const full = bounds.filter(
    ({ key, unit }) => !draft.fits(key, unit === 'amount' ? minor * months : 1),
  );
  const shut = full.find(({ review }) => review === undefined);
  if (shut) return refused(reward, side, shut.reason, shut.name());
  if (!draft.fits(budgetKey(reward.asset), minor * months)) {
    return refused(reward, side, 'BUDGET_EXHAUSTED');
  }
  const limit = limitInTheWay(draft, first, full);
  if (limit !== undefined) return refused(reward, side, 'LIMIT_REACHED', limit);
  // What a person has let beyond a limit is not counted by it.
  const counting = bounds.filter((bound) => bound.review === undefined || !full.includes(bound));
  const [granted] = planMonths(first, counting).map((one) => carryOut(draft, one));
  assert(granted !== undefined, 'a reward is granted for one month at least');
  return reward.recurring === undefined ? granted : { ...granted, months };
}

/** A reward of one month, and what it takes of which counter. */
export interface Planned {
  readonly grant: Grant;
  readonly took: Readonly<Record<string, number>>;
}

/** Every month of a reward. What counts times counts the first one only. */
export function planMonths(first: Omit<Grant, 'month'>, bounds: readonly Bound[]): Planned[] {
  const { reward, minor } = first;
  const { months } = reward.recurring ?? { months: 1 };
  return Array.from({ length: months }, (_, index) => {
    const took: Record<string, number> = {};
    for (const { key, unit } of bounds) {
      if (unit === 'amount') took[key] = minor;
      else if (index === 0) took[key] = 1;
    }
    took[budgetKey(reward.asset)] = minor;
    return { grant: { ...first, month: index + 1 }, took };
  });
}

/** Takes what a reward needs, and books it. */
export function carryOut(draft: Draft, { grant, took }: Planned): Granted {
  for (const [key, amount] of Object.entries(took)) draft.take(key, amount);
  // Not given back with the reward: nobody puts a packet back to draw a better one.
  if (grant.packet !== undefined) draft.take(grant.packet.draw, 1);
  return book(draft, grant, took);
}

/** Something that a grant must fit under. */
export interface Bound {
  readonly key: string;
  readonly unit: 'amount' | 'count';
  readonly reason: RewardRefusal;
  readonly name: () => string;
  /** How a person is asked about what does not fit under it; absent where nobody is. */
  readonly review?: ReviewTerms;
}

/** What a grant must fit under beside the budget: caps, then its own limits, then those it shares. */
export function boundsOf(draft: Draft, grant: Omit<Grant, 'month'>): readonly Bound[] {
  const { reward, side, redemption, at } = grant;
  const { parameters } = draft.facts.code;
  const who = counted(draft, grant.beneficiary);
  const { timeZone } = draft.terms.period;
  const occasion = { at, channel: redemption.channel, parameters, timeZone };
  const caps = reward.caps.map((cap): Bound => ({
    ...{ key: capKey(reward, cap, side, who), unit: cap.unit, reason: 'CAP_REACHED' },
    name: () => nameCap(reward, cap),
  }));
  if (reward.limits === undefined && draft.terms.limits === undefined) return caps;
  const limits = (reward.limits ?? []).map((limit): Bound => ({
    ...{ key: limitKey(reward, limit, who, occasion), unit: limit.unit, reason: 'LIMIT_REACHED' },
    name: () => nameLimit(reward, limit),
    ...(limit.review === undefined ? {} : { review: limit.review }),
  }));
  const shared = limitsShared(draft.terms, reward).map((limit): Bound => ({
    ...{ key: sharedLimitKey(limit, who, occasion), unit: limit.unit },
    reason: 'SHARED_LIMIT_REACHED',
    name: () => nameShared(limit),
  }));
  return [...caps, ...limits, ...shared];
}

function refused(reward: RewardTerms, side: Side, reason: RewardRefusal, cap?: string): Refused {
  return { granted: false, reward: reward.id, side, reason, ...(cap === undefined ? {} : { cap }) };
}

type Refused = Extract<RewardResult, { readonly granted: false }>;
