import { isPropertyFact, type Properties } from '../domain/campaign/milestones.ts';
import { ruleOf, type BorderTerms } from '../domain/campaign/scenario.ts';
import { isRegion } from '../domain/code/parse-command.ts';
import type { Condition, ConditionValue } from '../domain/policy/condition.ts';
import { factTable, type Fact } from '../domain/policy/facts.ts';
import type { Moment } from './moments.ts';
import { valuesOfProperty } from './property-values.ts';

/** What a condition may meet where it is written. */
export interface World {
  /** The channels there are; empty where any may come. */
  readonly channels: readonly string[];
  readonly generationsMax: number;
  /** Whether a fact is never known there. */
  readonly isUnknown: (fact: string) => boolean;
  /** Of the campaign's milestones. */
  readonly properties?: Properties | undefined;
  /** The hours of the week that it may be; undefined: each. */
  readonly moments?: readonly Moment[] | undefined;
  /** Facts that are known to be numbers from the first to the second. */
  readonly ranges?: ReadonlyMap<string, Range> | undefined;
  /** From where codes are redeemed; undefined: from everywhere. */
  readonly border?: BorderTerms | undefined;
  /** Whether parts of a country are reported that nothing names. */
  readonly partsUnnamed?: boolean;
}

/** The least and the most, both included. */
export type Range = readonly [least: number, most: number];

export type Value = string | number | boolean | readonly string[] | null;
type Comparison = Extract<Condition, { readonly fact: string }>;

/** More combinations than this are not tried out; conditions so large count as either way. */
const combinationsMax = 20_000;
/** Stands for every text that no comparison names. */
const anyOther = '\u0000other';

/**
 * How a condition can come out: tried on every combination of values that its comparisons tell
 * apart, of which there are few. A fact that is not known is null, which only `notEqual` and `notIn`
 * fit, as in json-rules-engine; a property that was not reported fits nothing.
 */
export function outcomesOf(condition: Condition, world: World): 'true' | 'false' | 'both' {
  const comparisons = comparisonsOf(condition);
  const sides = sidesOf(comparisons, world).map((side) => toldApart(side, comparisons));
  const combinations = sides.reduce((product, { length }) => product * length, 1);
  if (combinations > combinationsMax) return 'both';
  const seen = new Set<boolean>();
  for (let number = 0; number < combinations && seen.size < 2; number += 1) {
    let rest = number;
    const met = new Map<string, Value>();
    for (const side of sides) {
      for (const [fact, value] of side[rest % side.length] ?? []) met.set(fact, value);
      rest = Math.floor(rest / side.length);
    }
    seen.add(holds(condition, met));
  }
  if (seen.size === 2) return 'both';
  return seen.has(true) ? 'true' : 'false';
}

/** What is so of facts that hang together. */
type Met = readonly (readonly [fact: string, value: Value])[];

/** For each fact, or those that hang together, all that may be so of it. */
function sidesOf(comparisons: readonly Comparison[], world: World): readonly (readonly Met[])[] {
  const { moments } = world;
  const facts = [...new Set(comparisons.map(({ fact }) => fact))];
  const apart = facts.filter((fact) => moments === undefined || !ofMoments.includes(fact));
  const sides = apart.map((fact) =>
    valuesOf(fact, comparisons, world).map((value): Met => [[fact, value]]),
  );
  if (moments === undefined || apart.length === facts.length) return sides;
  const whens = moments.map(({ hour, weekday }): Met => [
    ['hourOfDay', hour],
    ['weekday', weekday],
  ]);
  return [...sides, whens];
}

const ofMoments: readonly string[] = ['hourOfDay', 'weekday'];

/** One of each that every comparison sees alike. */
function toldApart(side: readonly Met[], comparisons: readonly Comparison[]): readonly Met[] {
  const seen = new Map(
    side.map((met) => {
      const known = new Map(met);
      const own = comparisons.filter(({ fact }) => known.has(fact));
      return [JSON.stringify(own.map((one) => compares(one, known.get(one.fact) ?? null))), met];
    }),
  );
  return [...seen.values()];
}

function comparisonsOf(condition: Condition): readonly Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsOf);
  if ('any' in condition) return condition.any.flatMap(comparisonsOf);
  if ('not' in condition) return comparisonsOf(condition.not);
  return [condition];
}

/** Every value of a fact that some comparison tells from the others. */
function valuesOf(
  fact: string,
  comparisons: readonly Comparison[],
  world: World,
): readonly Value[] {
  if (world.isUnknown(fact)) return [null];
  const named = comparisons
    .filter((comparison) => comparison.fact === fact)
    .flatMap(({ value }): ConditionValue[] => [value].flat());
  const range = world.ranges?.get(fact);
  if (range === undefined) return valuesNamed(fact, named, world);
  const [least, most] = range;
  return valuesNamed(fact, [...named, ...range], world).filter(
    (value) => typeof value === 'number' && value >= least && value <= most,
  );
}

function valuesNamed(
  fact: string,
  named: readonly ConditionValue[],
  world: World,
): readonly Value[] {
  if (isPropertyFact(fact)) return valuesOfProperty(world.properties, fact, named);
  return valuesOfFact(fact as Fact, named, world);
}

function valuesOfFact(
  fact: Fact,
  named: readonly ConditionValue[],
  world: World,
): readonly Value[] {
  switch (factTable[fact].type) {
    case 'number':
      return numbersOf(fact, named, world);
    case 'string':
      return textsOf(fact, named, world);
    case 'list':
      return listsOf(named);
    case 'flag':
      return [true, false, null];
  }
}

/** None of what is named, each by itself, and all of it. */
function listsOf(named: readonly ConditionValue[]): readonly Value[] {
  const texts = [...new Set(named.filter((value) => typeof value === 'string'))];
  return [[], ...texts.map((text) => [text]), texts];
}

function numbersOf(fact: Fact, named: readonly ConditionValue[], world: World): readonly Value[] {
  const [least, most] = boundsOf(fact, world);
  const numbers = named.filter((value) => typeof value === 'number');
  const near = numbers.flatMap((value) => [
    Math.ceil(value) - 1,
    Math.floor(value),
    Math.ceil(value),
    Math.floor(value) + 1,
  ]);
  const known = [least, most, ...near].filter((value) => value >= least && value <= most);
  return [...new Set(known), ...(mayBeUnknown.includes(fact) ? [null] : [])];
}

const mayBeUnknown: readonly Fact[] = [
  'purchaseAmountMinor',
  'accountAgeDays',
  'secondsSinceClick',
  'sourceAsn',
];

function boundsOf(fact: Fact, world: World): readonly [number, number] {
  switch (fact) {
    case 'hourOfDay':
      return [0, 23];
    case 'weekday':
      return [1, 7];
    case 'generation':
      return [1, world.generationsMax];
    case 'inviterInvitationsToday':
    case 'peopleOnPhone':
    case 'peopleOnPayee':
    case 'peopleOnDevice':
    case 'peopleConnected':
      return [1, Number.MAX_SAFE_INTEGER];
    default:
      return [0, Number.MAX_SAFE_INTEGER];
  }
}

const countryForm = /^[A-Z]{2}$/;

function textsOf(fact: Fact, named: readonly ConditionValue[], world: World): readonly Value[] {
  const texts = new Set(named.filter((value) => typeof value === 'string'));
  if (fact === 'region' && world.border !== undefined) return regionsOf(texts, world.border, world);
  const isPossible = (text: string): boolean => {
    if (fact === 'region') return isRegion(text);
    if (fact === 'sourceCountry') return countryForm.test(text);
    if (fact !== 'channel') return true;
    return world.channels.length === 0 || world.channels.includes(text);
  };
  return [...[...texts].filter(isPossible), anyOther, null];
}

/** Regions from which somebody may redeem; they must be reported there. */
function regionsOf(
  named: ReadonlySet<string>,
  border: BorderTerms,
  { partsUnnamed = false }: World,
): readonly Value[] {
  const accepted = border.regions.filter(({ redeem }) => redeem === 'accepted');
  const listed = accepted.map(({ region }) => region);
  const fitting = [...named]
    .filter(isRegion)
    .filter((region) => (ruleOf(border, region)?.redeem ?? border.otherwise) === 'accepted');
  const hasOthers =
    border.otherwise === 'accepted' ||
    (partsUnnamed && listed.some((region) => region.length === 2));
  return [...new Set([...listed, ...fitting]), ...(hasOthers ? [anyOther] : [])];
}

function holds(condition: Condition, met: ReadonlyMap<string, Value>): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, met));
  if ('any' in condition) return condition.any.some((part) => holds(part, met));
  if ('not' in condition) return !holds(condition.not, met);
  return compares(condition, met.get(condition.fact) ?? null);
}

function compares({ fact: name, operator, value }: Comparison, fact: Value): boolean {
  if (fact === null && isPropertyFact(name)) return false;
  const listed = Array.isArray(value) && value.some((item) => item === fact);
  switch (operator) {
    case 'equal':
      return fact === value;
    case 'notEqual':
      return fact !== value;
    case 'in':
      return listed;
    case 'notIn':
      return !listed;
    case 'contains':
      return isListWith(fact, value);
    case 'doesNotContain':
      return !isListWith(fact, value);
    default:
      return (
        typeof fact === 'number' && typeof value === 'number' && isOrdered(operator, fact, value)
      );
  }
}

function isListWith(fact: Value, value: ConditionValue): boolean {
  return Array.isArray(fact) && fact.some((item) => item === value);
}

function isOrdered(
  operator: 'lessThan' | 'lessThanInclusive' | 'greaterThan' | 'greaterThanInclusive',
  fact: number,
  value: number,
): boolean {
  switch (operator) {
    case 'lessThan':
      return fact < value;
    case 'lessThanInclusive':
      return fact <= value;
    case 'greaterThan':
      return fact > value;
    case 'greaterThanInclusive':
      return fact >= value;
  }
}
