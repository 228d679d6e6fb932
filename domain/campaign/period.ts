import { plus, type Instant } from '../time.ts';
import type { PeriodTerms } from './terms.ts';

/** When a campaign that is published now begins and ends. The end is exclusive; null is never. */
export function periodOf(
  { starts, ends }: PeriodTerms,
  publishedAt: Instant,
): { readonly startsAt: Instant; readonly endsAt: Instant | null } {
  const startsAt = starts.kind === 'at' ? starts.at : publishedAt;
  switch (ends.kind) {
    case 'never':
      return { startsAt, endsAt: null };
    case 'after':
      return { startsAt, endsAt: plus(startsAt, ends.ms) };
    case 'at':
      return { startsAt, endsAt: ends.at };
  }
}

/** How long a campaign runs, in milliseconds; null when it never ends, or that is not known before publishing. */
export function lengthOf({ starts, ends }: PeriodTerms): number | null {
  if (ends.kind === 'after') return ends.ms;
  return ends.kind === 'at' && starts.kind === 'at' ? ends.at - starts.at : null;
}
