import { askedAsset, type CountedMilestone } from '../../domain/campaign/milestones.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { formatMoney } from '../../domain/money.ts';
import { formatDuration } from '../../domain/time.ts';

/** What a reward still waits for, in a few words. */
export function wantedInWords(terms: Terms, wanted: CountedMilestone): string {
  const { milestone, times, atLeast, withinMs } = wanted;
  const said = [
    ...(times === 1 ? [] : [`${String(times)} times`]),
    ...(atLeast === null
      ? []
      : [`of at least ${formatMoney(atLeast.minor, askedAsset(terms, wanted))}`]),
    ...(withinMs === null ? [] : [`within ${formatDuration(withinMs)} after redeeming`]),
  ];
  return said.length === 0 ? milestone : `${milestone} (${said.join(', ')})`;
}
