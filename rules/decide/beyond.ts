import type { ReviewTerms } from '../../domain/campaign/review-terms.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { duration } from '../../domain/time.ts';
import type { Grant } from './book.ts';
import type { Asking, Draft } from './draft.ts';
import type { Bound } from './grant.ts';

/**
 * The limit for which a reward is not granted, of those that a person may let it pass; undefined where
 * none is in its way. Whom a person approved passes all. Whom they refused does not get what they were
 * asked about, though there were room by now. Where nobody was asked yet, it is noted that they are to be.
 */
export function limitInTheWay(
  draft: Draft,
  { reward: { id: reward }, side, asked = null }: Pick<Grant, 'reward' | 'side' | 'asked'>,
  full: readonly Bound[],
): string | undefined {
  if (asked?.state === 'approved') return undefined;
  if (asked !== null) {
    const waited = asked.beyond.find((one) => one.reward === reward && one.side === side);
    return waited?.limit ?? full[0]?.name();
  }
  for (const { review, name } of full) {
    if (review) draft.beyond.push({ reward, side, limit: name(), review });
  }
  return full[0]?.name();
}

/** Whether anybody may be asked about what goes beyond a limit. */
export function asksBeyondLimits({ rewards }: Terms): boolean {
  return rewards.some(({ limits = [] }) => limits.some(({ review }) => review !== undefined));
}

/** How a person is asked about several limits at once: as the strictest of them says. */
export function strictest(first: Asking, rest: readonly Asking[]): ReviewTerms {
  const all = [first, ...rest].map(({ review }) => review);
  return {
    withinMs: duration(Math.min(...all.map(({ withinMs }) => withinMs))),
    otherwise: all.some(({ otherwise }) => otherwise === 'refuse') ? 'refuse' : 'approve',
    ...(all.some(({ secondPerson }) => secondPerson) ? { secondPerson: true } : {}),
  };
}
