import type { Path } from '../compile/diagnostic.ts';
import type { PurchaseBands, RewardTerms, Terms } from '../domain/campaign/terms.ts';
import type { Said } from '../lang/say.ts';
import { say } from '../lang/say.ts';
import { money } from './figures.ts';
import { factOfAmount, narrowed, usualWorld } from './reward-worlds.ts';
import { outcomesOf, type Range, type World } from './worlds.ts';

/** A band into which no purchase falls, and why. */
interface EmptyBand {
  readonly path: Path;
  readonly message: Said;
  readonly suggestion: Said;
}

/**
 * The bands into which no purchase falls that the reward waits for: all of it lies below the least that counts, or the
 * condition takes none of it.
 */
export function emptyBands(
  terms: Terms,
  { when }: RewardTerms,
  { of, bands }: PurchaseBands,
  path: Path,
): readonly EmptyBand[] {
  const world = usualWorld(terms, when);
  const { condition } = when;
  // A condition that nobody fulfils is told of as such.
  if (condition !== null && outcomesOf(condition, world) === 'false') return [];
  const fact = factOfAmount(of.milestone, of.property);
  return bands.flatMap(({ purchases }, index): EmptyBand[] => {
    const next = bands[index + 1]?.purchases;
    const within = narrowed(world, fact, [purchases, (next ?? Number.MAX_SAFE_INTEGER + 1) - 1]);
    const isMet =
      !isEmpty(within, fact) && (condition === null || outcomesOf(condition, within) !== 'false');
    if (isMet) return [];
    const from = money(purchases, of);
    const message =
      next === undefined
        ? say`no purchase of ${from} and more earns this reward, by what it waits for`
        : say`no purchase of ${from} and less than ${money(next, of)} earns this reward, by what it waits for`;
    const suggestion = say`bands of purchases that atLeast and the condition let through`;
    return [{ path: [...path, index, 'purchase'], message, suggestion }];
  });
}

function isEmpty({ ranges }: World, fact: string): boolean {
  const [least, most]: Range = ranges?.get(fact) ?? [0, 0];
  return least > most;
}
