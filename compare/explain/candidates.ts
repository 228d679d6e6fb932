import { hourAndWeekday } from '../../domain/calendar.ts';
import {
  factOf,
  inFull,
  isPropertyFact,
  propertyOfFact,
  type PropertyTerms,
} from '../../domain/campaign/milestones.ts';
import { isOpenAt, nextClosing, nextOpening } from '../../domain/campaign/opening-hours.ts';
import { borderTermsOf, ruleOf } from '../../domain/campaign/scenario.ts';
import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import { asReported, type PropertyValue } from '../../domain/commit/report.ts';
import type { Condition } from '../../domain/policy/condition.ts';
import { factTable, type Fact } from '../../domain/policy/facts.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { periodOf } from '../period.ts';
import type { Deciding } from './explain.ts';
import { inviteesBeforeMax, type Situation } from './situation.ts';
import { turnsByAmount, turnsByInvitee, type Turn } from './thresholds.ts';

/** One fact of a situation with another value. */
export interface Candidate {
  readonly fact: keyof Situation;
  readonly to: Situation[keyof Situation];
  /** How far the value is from what it was, between 0 and 1; a name is as far from any other. */
  readonly distance: number;
}

type Leaf = Extract<Condition, { readonly fact: string }>;

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Regions of which a campaign hardly has rules for each. */
const anywhere = ['FR', 'JP', 'BR', 'CA', 'US', 'CN'];

/**
 * Values just on either side of every threshold that the deciding rules, rewards and terms have, the
 * nearest first. Where values are as near, the order of facts and then of values decides.
 */
export function candidatesOf(deciding: Deciding, situation: Situation): readonly Candidate[] {
  const { policy, terms } = deciding;
  const conditions = [
    ...policy.rules.map(({ when }) => when),
    ...terms.rewards.flatMap(({ when }) => when.condition ?? []),
  ];
  const all = [
    ...conditions.flatMap(leavesOf).flatMap((leaf) => byLeaf(deciding, situation, leaf)),
    ...terms.code.channels.map((channel) => named('channel', channel)),
    ...terms.rewards.flatMap((reward) => byReward(terms, situation, reward)),
    ...situation.milestones.map((_, index) =>
      named('milestones', situation.milestones.toSpliced(index, 1)),
    ),
    ...byTerms(deciding, situation),
    ...byBorder(terms, situation),
    ...byEntry(situation),
    ...terms.rewards.flatMap(({ level }) =>
      level === undefined ? [] : number(situation, 'levelsAbove', level - 1),
    ),
  ];
  const found = new Map<string, Candidate>();
  for (const candidate of all) {
    if (same(candidate.to, situation[candidate.fact])) continue;
    found.set(`${candidate.fact} ${JSON.stringify(candidate.to)}`, candidate);
  }
  return [...found]
    .sort(([a, one], [b, other]) => one.distance - other.distance || inOrder(one, other, a < b))
    .map(([, candidate]) => candidate);
}

/** What was said to be wrong or missing, put right. */
function byEntry({ password, consent, inviterPhone }: Situation): Candidate[] {
  return [
    ...(password === null ? [] : [named('password', 'entered')]),
    ...(consent === null ? [] : [named('consent', 'given')]),
    ...(inviterPhone === null ? [] : [named('inviterPhone', 'right')]),
  ];
}

/** Of two that are as far: amounts and counts by size, all others as they read. */
function inOrder(one: Candidate, other: Candidate, isBefore: boolean): number {
  const areCounted = one.fact === other.fact && typeof one.to === 'number';
  return areCounted ? one.to - Number(other.to) : isBefore ? -1 : 1;
}

function leavesOf(condition: Condition): readonly Leaf[] {
  if ('all' in condition) return condition.all.flatMap(leavesOf);
  if ('any' in condition) return condition.any.flatMap(leavesOf);
  return 'not' in condition ? leavesOf(condition.not) : [condition];
}

function byLeaf(deciding: Deciding, situation: Situation, { fact, value }: Leaf): Candidate[] {
  const values: readonly PropertyValue[] = [value].flat();
  const texts = values.filter((one) => typeof one === 'string');
  const numbers = values.filter((one) => typeof one === 'number');
  const around = numbers.flatMap((one) => [one - 1, one, one + 1]).filter((one) => one >= 0);
  if (isPropertyFact(fact)) return byProperty(deciding, situation, { fact, values });
  switch (fact) {
    case 'channel':
    case 'region':
      return [...texts, null].map((to) => named(fact, to));
    case 'inviterChecksToday':
      return texts.map((check) => named('checks', toggled(situation.checks, check)));
    case 'inviterInvitationsToday':
      return counts(situation, 'invitationsToday', around);
    case 'sourceRequestsLastHour':
      return counts(situation, 'requestsLastHour', around);
    case 'generation':
      return counts(situation, 'generation', around);
    case 'purchaseAmountMinor':
      return around.map((to) => number(situation, 'purchaseAmountMinor', to));
    case 'hourOfDay':
    case 'weekday':
      return byClock(deciding, situation, { fact, around });
    default:
      return bySaid(situation, { fact, values });
  }
}

/** Any other fact of the risk policy, with the value that is asked for or one just beside it. */
function bySaid(
  situation: Situation,
  { fact, values }: { readonly fact: string; readonly values: readonly PropertyValue[] },
): Candidate[] {
  const known = Object.keys(factTable).find((one) => one === fact);
  if (known === undefined) return [];
  const said = situation.facts[fact];
  const near = values.flatMap((value): Situation['facts'][string][] => {
    if (typeof value === 'number') return [value - 1, value, value + 1].filter((one) => one >= 0);
    if (typeof value === 'boolean') return [true, false];
    return factTable[known as Fact].type === 'list' ? [listWith(said, value)] : [value];
  });
  return near.map((to) => named('facts', { ...situation.facts, [fact]: to }));
}

/** The list without the text where it has it, and with it where not. */
function listWith(said: Situation['facts'][string] | undefined, text: string): readonly string[] {
  return toggled(Array.isArray(said) ? said : [], text);
}

/** A property with the value that is asked for, or one just beside it. */
function byProperty(
  { terms }: Deciding,
  situation: Situation,
  { fact, values }: { readonly fact: string; readonly values: readonly PropertyValue[] },
): Candidate[] {
  const property = propertyOfFact(terms.properties, fact);
  if (property === undefined) return [];
  const near = values.flatMap((value): readonly PropertyValue[] =>
    typeof value === 'number' ? [value - 1, value, value + 1] : [value],
  );
  return [...near, ...possibleOf(property)]
    .filter((value) => property.kind !== 'money' || Number(value) >= 0)
    .map((value) =>
      named('properties', { ...situation.properties, [fact]: asReported(property, value) }),
    );
}

function possibleOf(property: PropertyTerms): readonly PropertyValue[] {
  if (property.kind === 'flag') return [true, false];
  return property.kind === 'text' ? (property.oneOf ?? []) : [];
}

/** The same day at another hour, or another day at the same hour. */
function byClock(
  { terms }: Deciding,
  { at }: Situation,
  { fact, around }: { readonly fact: 'hourOfDay' | 'weekday'; readonly around: readonly number[] },
): Candidate[] {
  const { hour, weekday } = hourAndWeekday(at, terms.period.timeZone);
  const isHour = fact === 'hourOfDay';
  const [least, most] = isHour ? [0, 23] : [1, 7];
  return around
    .filter((to) => to >= least && to <= most)
    .map((to) => {
      const steps = to - (isHour ? hour : weekday);
      const moved = plus(at, steps * (isHour ? hourMs : dayMs));
      return { fact: 'at', to: moved, distance: Math.abs(steps) / (isHour ? 24 : 7) };
    });
}

/** What would complete a reward, and the invitees and amounts at which its schedule, caps and limits turn. */
function byReward(terms: Terms, situation: Situation, reward: RewardTerms): Candidate[] {
  const more = [...situation.milestones];
  for (const { milestone, times } of reward.when.milestones.map(inFull)) {
    const reported = more.filter((one) => one === milestone).length;
    if (milestone === 'redeemed' || reported >= times) continue;
    more.push(...Array.from({ length: times - reported }, () => milestone));
  }
  const turns = [...turnsOf(reward.schedule), ...turnsByInvitee(terms, reward)];
  return [
    named('milestones', more),
    ...invitees(situation, turns),
    ...turnsByAmount(reward, situation).flatMap((turn) => byAmount(terms, situation, turn)),
  ];
}

function turnsOf(schedule: RewardTerms['schedule']): readonly number[] {
  switch (schedule.kind) {
    case 'each':
    case 'percent':
    case 'random':
    case 'purchase-bands':
    case 'purchase-ladder':
      return [];
    case 'bands':
      return schedule.bands.map(({ invitees: n }) => n);
    case 'ladder':
      return schedule.steps.map(({ invitees: n }) => n);
    case 'decay':
      return [schedule.every, 2 * schedule.every];
  }
}

/** An amount just at a turn, and just below it. */
function byAmount(terms: Terms, situation: Situation, turn: Turn): Candidate[] {
  const { milestone, property, minor } = turn;
  const near = [minor - 1, minor].filter((one) => one >= 0);
  if (property === null) return near.map((to) => number(situation, 'purchaseAmountMinor', to));
  const fact = factOf(milestone, property);
  const declared = propertyOfFact(terms.properties, fact);
  if (declared === undefined) return [];
  return near.map((value) =>
    named('properties', { ...situation.properties, [fact]: asReported(declared, value) }),
  );
}

function byTerms({ terms }: Deciding, situation: Situation): Candidate[] {
  const { startsAt, endsAt } = periodOf(terms, situation.at);
  const { usesMax } = terms.redemption;
  const isAbsolute = terms.period.starts.kind === 'at';
  const instants = [
    ...byHours(terms, situation.at),
    ...(isAbsolute ? [startsAt, plus(startsAt, -1)] : []),
    ...(endsAt !== null && isAbsolute ? [endsAt, plus(endsAt, -1)] : []),
  ];
  return [
    named('existingCustomer', !situation.existingCustomer),
    ...invitees(situation, usesMax === null ? [] : [usesMax, usesMax + 1]),
    ...instants.map((at) => number(situation, 'at', at)),
  ];
}

/** Every region that has a rule and one that has none, and what is asked of invitees in them. */
function byBorder({ scenario }: Terms, { inviteeChecks }: Situation): Candidate[] {
  const border = borderTermsOf(scenario);
  if (border === undefined) return [];
  const places = [
    ...border.regions.map(({ region }) => region),
    ...anywhere.filter((region) => ruleOf(border, region) === undefined).slice(0, 1),
  ];
  const asked = border.regions.flatMap(({ verification }) => verification ?? []);
  return [
    ...places.map((region) => named('region', region)),
    ...asked.map((check) => named('inviteeChecks', toggled(inviteeChecks, check))),
  ];
}

/** When codes are redeemed again, or no more. */
function byHours({ redemption, period }: Terms, at: Instant): readonly Instant[] {
  const { openingHours = [] } = redemption;
  if (openingHours.length === 0) return [];
  const turn = isOpenAt(openingHours, at, period.timeZone) ? nextClosing : nextOpening;
  return [turn(openingHours, at, period.timeZone) ?? []].flat();
}

/** That the redemption at hand is the n-th. */
function invitees(situation: Situation, places: readonly number[]): Candidate[] {
  return places
    .flatMap((n) => [n - 2, n - 1, n])
    .filter((n) => n >= 0 && n <= inviteesBeforeMax)
    .map((n) => number(situation, 'inviteesBefore', n));
}

/** Counts that include the one at hand, so that none is below 1. */
function counts(
  situation: Situation,
  fact: 'invitationsToday' | 'requestsLastHour' | 'generation',
  values: readonly number[],
): Candidate[] {
  return values.filter((to) => to >= 1).map((to) => number(situation, fact, to));
}

function number(situation: Situation, fact: keyof Situation, to: number): Candidate {
  const from = Number(situation[fact] ?? 0);
  const scale = Math.max(Math.abs(from), Math.abs(to), 1);
  return { fact, to, distance: Math.abs(to - from) / scale };
}

function named(fact: keyof Situation, to: Situation[keyof Situation]): Candidate {
  return { fact, to, distance: 1 };
}

function toggled(checks: readonly string[], check: string): readonly string[] {
  return checks.includes(check) ? checks.filter((one) => one !== check) : [...checks, check].sort();
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
