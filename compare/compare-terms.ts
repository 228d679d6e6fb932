import type { Terms } from '../domain/campaign/terms.ts';
import { dearestCase } from '../domain/campaign/dearest-case.ts';
import type { WorstCase } from '../domain/campaign/worst-case.ts';
import type { Asset } from '../domain/money.ts';
import { say, type Said } from '../lang/say.ts';
import { differencesOfTerms } from './written-terms.ts';
import { partOf, termsFields, withPart, type Part, type Reach } from './fields.ts';
import type { TermsDifference } from './terms-difference.ts';

/** What changes from one version of a campaign to another. */
export interface TermsComparison {
  readonly kind: 'campaign';
  readonly changes: readonly TermsChange[];
  readonly costs: readonly CostChange[];
}

/** One part that is not the same in both. */
export interface TermsChange {
  /** `rewards.red-packet.schedule`. */
  readonly path: string;
  readonly about: Said;
  readonly reach: Reach;
  readonly differences: readonly TermsDifference[];
  /** What this change does to the worst case when it is the only one. */
  readonly costs: readonly CostChange[];
}

/** The worst case of one asset, before and after; null where it is not spent at all. */
export interface CostChange {
  readonly asset: Asset;
  readonly before: WorstCase | null;
  readonly after: WorstCase | null;
  /** By how much more can be spent. */
  readonly raisedBy: number;
}

/** Terms that people may have in place of those that are compared: a campaign's variants. */
export interface Beside {
  readonly before: readonly Terms[];
  readonly after: readonly Terms[];
}

/**
 * Compares two versions of a campaign: every part that differs, whom it reaches, what it costs. Costs
 * are those of the dearest that people may have.
 */
export function compareTerms(
  before: Terms,
  after: Terms,
  beside: Beside = { before: [], after: [] },
): TermsComparison {
  const byPart = new Map<string, { readonly part: Part; readonly found: TermsDifference[] }>();
  for (const difference of differencesOfTerms(before, after)) {
    const part = wholeReward(before, after, partOf(difference.path));
    const path = pathOf(part);
    const known = byPart.get(path);
    if (known) known.found.push(difference);
    else byPart.set(path, { part, found: [difference] });
  }
  const changes = [...byPart].map(([path, { part, found }]): TermsChange => {
    const { reach, about } = termsFields[part.field];
    const alone = { terms: withPart(before, after, part), others: besideWith(beside, part) };
    const was = { terms: before, others: beside.before };
    return { path, about, reach, differences: found, costs: costsThatDiffer(was, alone) };
  });
  const costs = costsOf(
    { terms: before, others: beside.before },
    { terms: after, others: beside.after },
  );
  return { kind: 'campaign', changes: [...changes, ...reordered(before, after)], costs };
}

/** Rewards are granted in the order of the terms, so the order says who goes without at the end. */
function reordered(before: Terms, after: Terms): TermsChange[] {
  const inBoth = (one: Terms, other: Terms): string =>
    one.rewards
      .map(({ id }) => id)
      .filter((id) => other.rewards.some((reward) => reward.id === id))
      .join(', ');
  const found = { before: inBoth(before, after), after: inBoth(after, before) };
  if (found.before === found.after) return [];
  const about = say`which reward takes from the budget first`;
  const differences = [{ path: 'rewards', ...found }];
  return [{ path: 'rewards', about, reach: 'new-codes', differences, costs: [] }];
}

/** A reward that is only in one of the two is one change, not one for each of its parts. */
function wholeReward(before: Terms, after: Terms, part: Part): Part {
  const has = ({ rewards }: Terms): boolean => rewards.some(({ id }) => id === part.reward);
  return part.reward === null || (has(before) && has(after))
    ? part
    : { ...part, field: 'rewards.id' };
}

function pathOf({ field, reward }: Part): string {
  if (reward === null) return field;
  return field === 'rewards.id' ? `rewards.${reward}` : field.replace('.', `.${reward}.`);
}

/** What people may have: some terms, or others in their place. */
interface Offer {
  readonly terms: Terms;
  readonly others: readonly Terms[];
}

/** The others when one part is changed for all; which of them there are is a part of its own. */
function besideWith({ before, after }: Beside, part: Part): readonly Terms[] {
  const same = (one: Terms, list: readonly Terms[]): Terms | undefined =>
    list.find(({ variant }) => variant === one.variant);
  if (part.field === 'variants') return after.map((one) => same(one, before) ?? one);
  return before.map((one) => withPart(one, same(one, after) ?? one, part));
}

function costsThatDiffer(before: Offer, after: Offer): readonly CostChange[] {
  return costsOf(before, after).filter(
    ({ before: old, after: fresh, raisedBy }) =>
      raisedBy !== 0 || old?.promised !== fresh?.promised || old?.budget !== fresh?.budget,
  );
}

function costsOf(before: Offer, after: Offer): readonly CostChange[] {
  const old = dearestCase(before.terms, before.others);
  const fresh = dearestCase(after.terms, after.others);
  const assets = [...new Set([...old, ...fresh].map(({ asset }) => asset))].sort();
  return assets.map((asset) => {
    const was = old.find((one) => one.asset === asset) ?? null;
    const is = fresh.find((one) => one.asset === asset) ?? null;
    return { asset, before: was, after: is, raisedBy: (is?.minor ?? 0) - (was?.minor ?? 0) };
  });
}
