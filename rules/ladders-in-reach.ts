import type { Terms } from '../domain/campaign/terms.ts';
import { rewardOfLadder } from '../domain/commit/counters.ts';
import type { Counter, Facts } from '../domain/commit/facts.ts';
import { laddersLeft } from './counters.ts';
import type { Judged } from './judge.ts';

/**
 * The ladders of which the batch may leave or reach a step, now that their counters are locked: of these it has to be
 * known which steps stand. Whatever stands through the code itself alone goes down with its ladder.
 */
export function laddersInReach(
  facts: Facts,
  judged: Judged,
  counters: ReadonlyMap<string, Counter>,
): readonly string[] {
  const most = judged.items.length + facts.reviews.size;
  const left = laddersLeft(facts, judged);
  const reached = [...counters]
    .filter(([key, { used }]) => mayReach(facts.terms, key, { used, most }))
    .map(([key]) => key);
  return [...new Set([...left, ...reached])];
}

/** Each item, and each review, counts one invitee at most; how much they have paid is not known before. */
function mayReach(
  { rewards }: Terms,
  key: string,
  { used, most }: { readonly used: number; readonly most: number },
): boolean {
  if (!key.startsWith('qualified:') && !key.startsWith('purchases:')) return false;
  const schedule = rewards.find(({ id }) => id === rewardOfLadder(key))?.schedule;
  switch (schedule?.kind) {
    case 'ladder':
      return (
        schedule.over !== 'code' &&
        schedule.steps.some(({ invitees }) => invitees > used && invitees <= used + most)
      );
    case 'purchase-ladder':
      return schedule.over !== 'code' && schedule.steps.some(({ purchases }) => purchases > used);
    default:
      return false;
  }
}
