import type { Terms } from '../domain/campaign/terms.ts';
import { worstCase, type WorstCase } from '../domain/campaign/worst-case.ts';
import { formatMoney, type Asset } from '../domain/money.ts';
import { partOf, termsFields, withPart, type Part, type Reach } from './fields.ts';
import { differencesOf, type TermsDifference } from './terms-difference.ts';

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
  readonly about: string;
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

/** Compares two versions of a campaign: every part that differs, whom it reaches, what it costs. */
export function compareTerms(before: Terms, after: Terms): TermsComparison {
  const byPart = new Map<string, { readonly part: Part; readonly found: TermsDifference[] }>();
  for (const difference of differencesOf(inWords(before), inWords(after))) {
    const part = wholeReward(before, after, partOf(difference.path));
    const path = pathOf(part);
    const known = byPart.get(path);
    if (known) known.found.push(difference);
    else byPart.set(path, { part, found: [difference] });
  }
  const changes = [...byPart].map(([path, { part, found }]): TermsChange => {
    const { reach, about } = termsFields[part.field];
    const differences = found.map((one) => inMoney(one, before, after));
    const alone = withPart(before, after, part);
    return { path, about, reach, differences, costs: costsThatDiffer(before, alone) };
  });
  const costs = costsOf(before, after);
  return { kind: 'campaign', changes: [...changes, ...reordered(before, after)], costs };
}

/** Who gets which variant, a line each; what its own terms say otherwise is told of the variant. */
function inWords({ variants, ...terms }: Terms): object {
  if (variants === undefined) return terms;
  const lines = variants.map(({ id, weight, segment }) => [
    id,
    segment === null ? `weight ${weight}` : `weight ${weight}, of segment ${segment}`,
  ]);
  return { ...terms, variants: Object.fromEntries(lines) as object };
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
  const about = 'which reward takes from the budget first';
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

function costsThatDiffer(before: Terms, after: Terms): readonly CostChange[] {
  return costsOf(before, after).filter(
    ({ before: old, after: fresh, raisedBy }) =>
      raisedBy !== 0 || old?.promised !== fresh?.promised || old?.budget !== fresh?.budget,
  );
}

function costsOf(before: Terms, after: Terms): readonly CostChange[] {
  const [old, fresh] = [worstCase(before), worstCase(after)];
  const assets = [...new Set([...old, ...fresh].map(({ asset }) => asset))].sort();
  return assets.map((asset) => {
    const was = old.find((one) => one.asset === asset) ?? null;
    const is = fresh.find((one) => one.asset === asset) ?? null;
    return { asset, before: was, after: is, raisedBy: (is?.minor ?? 0) - (was?.minor ?? 0) };
  });
}

/** Amounts of a reward or budget in its currency rather than in its smallest unit. */
function inMoney(difference: TermsDifference, before: Terms, after: Terms): TermsDifference {
  const { path } = difference;
  return {
    path,
    before: amountOr(difference.before, before, path),
    after: amountOr(difference.after, after, path),
  };
}

function amountOr(text: string | undefined, terms: Terms, path: string): string | undefined {
  const asset = assetOf(terms, path);
  return text === undefined || asset === undefined ? text : formatMoney(Number(text), asset);
}

function assetOf(terms: Terms, path: string): Asset | undefined {
  const [group, name, part, cap] = path.split('.');
  if (group === 'budget') {
    return path.endsWith('.minor')
      ? terms.budget.find(({ asset }) => asset === name)?.asset
      : undefined;
  }
  const isAmount =
    part === 'schedule'
      ? /[.](?:minor|first|floor)$/.test(path)
      : part === 'caps' && cap?.startsWith('amount-') === true && path.endsWith('.max');
  return isAmount ? terms.rewards.find(({ id }) => id === name)?.asset : undefined;
}
