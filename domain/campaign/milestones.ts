import { assert } from '../assert.ts';
import { currencyDecimals, parseAsset, type Asset, type MinorUnits } from '../money.ts';
import type { Duration } from '../time.ts';
import type { Terms, WhenTerms } from './terms.ts';

/** Of what type a property of a milestone is, and what it may be; null is without bound. */
export type PropertyTerms =
  | { readonly kind: 'money'; readonly asset: Asset }
  | { readonly kind: 'text'; readonly oneOf: readonly string[] | null }
  | { readonly kind: 'number'; readonly min: number | null; readonly max: number | null }
  | { readonly kind: 'flag' };

/** The properties that reports of each milestone may carry, by milestone and name. */
export type Properties = Readonly<Record<string, Readonly<Record<string, PropertyTerms>>>>;

/** A milestone of which more is wanted than to be reached. */
export interface CountedMilestone {
  readonly milestone: string;
  /** How many reports count. */
  readonly times: number;
  /** Only reports of so much count: by that property, or by the purchase where it is null. */
  readonly atLeast: { readonly minor: MinorUnits; readonly property: string | null } | null;
  /** Only reports before so long after the redemption count; at that instant it is over. */
  readonly withinMs: Duration | null;
}

/** What a reward waits for: to be reached at all, or so often and in such a way. */
export type WantedMilestone = string | CountedMilestone;

/** The milestone that is wanted. */
export function nameOfWanted(wanted: WantedMilestone): string {
  return typeof wanted === 'string' ? wanted : wanted.milestone;
}

/** The milestones that a reward waits for, each once. */
export function milestonesWanted({ milestones }: WhenTerms): readonly string[] {
  return [...new Set(milestones.map(nameOfWanted))];
}

/** A wanted milestone with everything that may be said of it. */
export function inFull(wanted: WantedMilestone): CountedMilestone {
  return typeof wanted === 'string'
    ? { milestone: wanted, times: 1, atLeast: null, withinMs: null }
    : wanted;
}

/** How conditions name a property. */
export function factOf(milestone: string, property: string): string {
  return `${milestone}.${property}`;
}

/** Whether a fact of a condition is a property of a milestone; no other fact has a dot. */
export function isPropertyFact(fact: string): boolean {
  return fact.includes('.');
}

/** The property that a fact of a condition names, where there is one. */
export function propertyOfFact(
  properties: Properties | undefined,
  fact: string,
): PropertyTerms | undefined {
  const [milestone = '', property = ''] = fact.split('.');
  return ownOf(ownOf(properties, milestone), property);
}

/** The properties of one milestone by name; none where it has none. */
export function propertiesOf(
  properties: Properties | undefined,
  milestone: string,
): Readonly<Record<string, PropertyTerms>> {
  return ownOf(properties, milestone) ?? {};
}

/** Names come from outside, so that what every object inherits must not answer. */
function ownOf<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  name: string,
): Value | undefined {
  return record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Whether a milestone that was reached before may be reported again: where somebody counts that. */
export function countsRepeats({ rewards }: Pick<Terms, 'rewards'>, milestone: string): boolean {
  return rewards.some(({ when, schedule }) => {
    if (schedule.kind === 'purchase-ladder' && schedule.of.milestone === milestone) return true;
    const own = when.milestones.filter((wanted) => nameOfWanted(wanted) !== 'redeemed');
    return own.some((wanted, index) => {
      if (nameOfWanted(wanted) !== milestone) return false;
      if (when.inOrder === true && index > 0) return true;
      return typeof wanted !== 'string' && (wanted.times > 1 || wanted.atLeast !== null);
    });
  });
}

/** Of what asset the amount is that a wanted milestone asks for. */
export function askedAsset(
  { budget, properties }: Pick<Terms, 'budget' | 'properties'>,
  { milestone, atLeast }: CountedMilestone,
): Asset {
  const terms = propertyOfFact(properties, factOf(milestone, atLeast?.property ?? ''));
  return terms?.kind === 'money' ? terms.asset : purchaseAsset(budget.map(({ asset }) => asset));
}

/** The asset of reported purchases: the currency that the campaign pays in, else yuan. */
export function purchaseAsset(paid: readonly Asset[]): Asset {
  const known = Object.entries(currencyDecimals).map(([name, decimals]) => `${name}/${decimals}`);
  const asset = parseAsset(known.find((one) => paid.some((other) => other === one)) ?? 'CNY/2');
  assert(asset !== undefined, 'every currency is an asset');
  return asset;
}
