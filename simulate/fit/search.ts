import type { Terms } from '../../domain/campaign/terms.ts';
import type { Figures } from '../population/figures.ts';
import { spentOf } from '../population/figures.ts';
import { boundOf, type Bound, type Refusals } from './allowed.ts';
import { heldBy, type HeldBy, type HeldByRule } from './held.ts';
import { scaleRewards, withoutBudget, type Factors } from './scale.ts';

/** The part of a budget that a fit uses on average: from, to, and what it aims at. */
export const wantedUse = { from: 0.9, to: 1, aim: 0.95 } as const;

const triesMax = 14;

/** Amounts that fit, or that come nearest. */
export interface Fit {
  readonly terms: Terms;
  readonly assets: readonly FittedAsset[];
  readonly tries: number;
}

export interface FittedAsset {
  readonly asset: string;
  readonly factor: number;
  /** What would be spent without a budget, as a part of it: the mean over the repetitions. */
  readonly use: number;
  readonly fits: boolean;
  /** Where it does not fit: amounts that stay as they are and refused more, and rules for the file. */
  readonly heldBy: readonly HeldBy[];
}

/** Plays terms and says what came of it; nothing when it was cut short. */
type Play = (terms: Terms) => Promise<readonly Figures[]>;

/** What a search asks of the world: what amounts come to, and whether the file may say them. */
export interface Trial {
  readonly play: Play;
  readonly refusals: Refusals;
}

/** What is known of the search in one asset. */
interface Bracket {
  factor: number;
  use: number;
  /** The largest factor that was found to use too little, and the smallest that uses too much. */
  below: number;
  above: number;
  /** Beyond which amounts are refused. */
  bound: Bound | null;
}

/**
 * Searches amounts that use `wantedUse` of each budget: multiplied by what is missing at first, then
 * halving between the nearest two. Spending grows with amounts, though in steps where they are small.
 * What the file would be refused for is not tried, nor the same amounts twice.
 */
export async function fitRewards(terms: Terms, { play, refusals }: Trial): Promise<Fit> {
  const assets = terms.budget.filter(({ asset }) =>
    terms.rewards.some((one) => one.asset === asset),
  );
  const brackets = new Map<string, Bracket>();
  for (const { asset } of assets) {
    brackets.set(asset, { factor: 1, use: 0, below: 0, above: Infinity, bound: null });
  }
  let best: Fit = { terms, assets: [], tries: 0 };
  const played = new Set<string>();
  for (let tries = 1; tries <= triesMax; tries += 1) {
    const factors = allowedFactors(terms, brackets, refusals);
    const key = JSON.stringify(factors);
    if (played.has(key)) break;
    played.add(key);
    const scaled = scaleRewards(terms, factors);
    const runs = await play(withoutBudget(scaled));
    if (runs.length === 0) break;
    const found = assets.map(({ asset, minor }): FittedAsset => {
      const one = fitted(asset, factors, useOf(runs, asset, minor));
      const amounts = one.use < wantedUse.from ? heldBy(scaled, asset, runs) : [];
      return { ...one, heldBy: [...amounts, ...rulesAgainst(one, brackets.get(asset))] };
    });
    best = better(best, { terms: scaled, assets: found, tries });
    if (found.every(({ fits }) => fits) || found.every(({ use }) => use === 0)) break;
    for (const one of found) narrow(brackets.get(one.asset), one);
  }
  return best;
}

/** The factors that are next, each no farther than it may go beside those before it. */
function allowedFactors(
  terms: Terms,
  brackets: ReadonlyMap<string, Bracket>,
  refusals: Refusals,
): Factors {
  return [...brackets].reduce<Factors>((factors, [asset, bracket]) => {
    const wanted = { ...factors, [asset]: bracket.factor };
    if (bracket.factor === 1) return wanted;
    if (bracket.bound === null || !isBeyond(bracket.factor, bracket.bound)) {
      bracket.bound = boundOf(terms, { factors: wanted, asset }, refusals) ?? bracket.bound;
    }
    const { factor, bound } = bracket;
    return bound !== null && isBeyond(factor, bound)
      ? { ...wanted, [asset]: bound.factor }
      : wanted;
  }, {});
}

/** On the side on which its refusals are; a bound of 1 itself may be on either. */
function isBeyond(factor: number, { factor: last, above }: Bound): boolean {
  return above ? factor > last : factor < last;
}

function rulesAgainst(
  { factor, fits }: Omit<FittedAsset, 'heldBy'>,
  bracket: Bracket | undefined,
): readonly HeldByRule[] {
  if (fits || bracket?.bound?.factor !== factor) return [];
  return bracket.bound.refusals.map(({ path, code, message, expected }) => ({
    ...{ kind: 'rule', path, code, message, expected },
  }));
}

function fitted(asset: string, factors: Factors, use: number): Omit<FittedAsset, 'heldBy'> {
  const fits = use >= wantedUse.from && use <= wantedUse.to;
  return { asset, factor: factors[asset] ?? 1, use, fits };
}

function useOf(runs: readonly Figures[], asset: string, budget: number): number {
  const spent = runs.reduce((sum, run) => sum + spentOf(run, asset), 0) / runs.length;
  return spent / budget;
}

function narrow(bracket: Bracket | undefined, { use, fits }: FittedAsset): void {
  if (bracket === undefined || fits || use === 0) return;
  const { factor } = bracket;
  if (use < wantedUse.aim) bracket.below = Math.max(bracket.below, factor);
  else bracket.above = Math.min(bracket.above, factor);
  const guess = (factor * wantedUse.aim) / use;
  const isInside = guess > bracket.below && guess < bracket.above;
  bracket.factor = isInside ? guess : between(bracket);
}

function between({ below, above }: Bracket): number {
  return above === Infinity ? below * 2 : (below + above) / 2;
}

/** That in which the farthest asset is nearer; of equals the later, which knows what holds it back. */
function better(known: Fit, found: Fit): Fit {
  const distance = ({ assets }: Fit): number =>
    Math.max(...assets.map(({ use, fits }) => (fits ? 0 : Math.abs(use - wantedUse.aim))));
  const kept = known.assets.length > 0 && distance(known) < distance(found);
  return { ...(kept ? known : found), tries: found.tries };
}
