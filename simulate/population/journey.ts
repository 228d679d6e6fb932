import { inFull, nameOfWanted } from '../../domain/campaign/milestones.ts';
import type { Terms } from '../../domain/campaign/terms.ts';

/**
 * What somebody who goes on reaches, one after the other: the campaign's milestones, each as often as
 * some reward counts it, and behind them what a reward wants in another order.
 */
export function journeyOf({
  milestones,
  rewards,
}: Pick<Terms, 'milestones' | 'rewards'>): string[] {
  const wanted = rewards.map(({ when }) => ({
    inOrder: when.inOrder === true,
    names: when.milestones.flatMap((one) =>
      Array.from({ length: inFull(one).times }, () => nameOfWanted(one)),
    ),
  }));
  const timesOf = (name: string): number =>
    Math.max(1, ...wanted.map(({ names }) => names.filter((one) => one === name).length));
  const journey = milestones.flatMap((name) => Array.from({ length: timesOf(name) }, () => name));
  for (const { inOrder, names } of wanted) {
    let from = 0;
    for (const name of inOrder ? names.filter((one) => one !== 'redeemed') : []) {
      const at = journey.indexOf(name, from);
      if (at < 0) journey.push(name);
      from = at < 0 ? journey.length : at + 1;
    }
  }
  return journey;
}
