import { askedAsset, type CountedMilestone } from '../../domain/campaign/milestones.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { formatMoney } from '../../domain/money.ts';
import { formatDuration } from '../../domain/time.ts';
import { joined, say, type Said } from '../../lang/say.ts';

/** What a reward still waits for, in a few words. */
export function sayWanted(terms: Terms, wanted: CountedMilestone): Said | string {
  const { milestone, times, atLeast, withinMs } = wanted;
  const said = [
    ...(times === 1 ? [] : [say`${times} times`]),
    ...(atLeast === null
      ? []
      : [say`of at least ${formatMoney(atLeast.minor, askedAsset(terms, wanted))}`]),
    ...(withinMs === null ? [] : [say`within ${formatDuration(withinMs)} after redeeming`]),
  ];
  if (said.length === 0) return milestone;
  return say`${milestone} (${joined(said, (before, next) => say`${before}, ${next}`)})`;
}
