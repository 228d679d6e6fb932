import type { Terms } from '../../domain/campaign/terms.ts';
import { spentOf, type Figures } from '../population/figures.ts';
import { personKinds } from '../population/names.ts';
import { spreadOf, type Spread } from './interval.ts';

/** One figure in two versions, and how it changed in the repetitions with the same seeds. */
export interface Compared {
  readonly figure: string;
  /** Set where the figure is an amount, in minor units. */
  readonly asset: string | null;
  readonly before: Spread;
  readonly after: Spread;
  readonly change: Spread;
}

interface Reading {
  readonly figure: string;
  readonly asset: string | null;
  readonly read: (figures: Figures) => number;
}

/**
 * Compares repetitions pair by pair. The same people come in both, with the same dice, so that what
 * differs is the terms' doing and little of it chance (common random numbers).
 */
export function compare(
  terms: Terms,
  before: readonly Figures[],
  after: readonly Figures[],
): readonly Compared[] {
  const readings = readingsOf(terms, [...before, ...after]);
  return readings.map(({ figure, asset, read }) => {
    const [old, fresh] = [before.map(read), after.map(read)];
    const changes = fresh.map((value, index) => value - (old[index] ?? 0));
    return {
      ...{ figure, asset },
      before: spreadOf(old),
      after: spreadOf(fresh),
      change: spreadOf(changes),
    };
  });
}

function readingsOf({ budget }: Terms, runs: readonly Figures[]): readonly Reading[] {
  const stages = [...new Set(runs.flatMap(({ funnel }) => Object.keys(funnel)))];
  const assets = [...new Set([...budget, ...runs.flatMap(rewardsOf)].map(({ asset }) => asset))];
  return [
    ...stages.map((stage) => ({
      ...{ figure: stage, asset: null },
      read: ({ funnel }: Figures) => funnel[stage] ?? 0,
    })),
    ...assets.flatMap((asset) => [
      { figure: 'spent', asset, read: (run: Figures) => spentOf(run, asset) },
      {
        figure: 'earned by attackers',
        asset,
        read: (run: Figures) => earnedByAttackers(run, asset),
      },
    ]),
    { figure: 'most open codes', asset: null, read: ({ openCodes }) => Math.max(0, ...openCodes) },
    { figure: 'stopped by risk', asset: null, read: stoppedIn },
  ];
}

function rewardsOf({ rewards }: Figures): readonly { readonly asset: string }[] {
  return Object.values(rewards);
}

function earnedByAttackers({ people }: Figures, asset: string): number {
  return personKinds
    .filter((kind) => kind !== 'honest')
    .reduce((sum, kind) => sum + (people[kind].earned[asset] ?? 0), 0);
}

function stoppedIn({ people }: Figures): number {
  return Object.values(people)
    .flatMap(({ stopped }) => Object.values(stopped))
    .reduce((sum, count) => sum + count, 0);
}
