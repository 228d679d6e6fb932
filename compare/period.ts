import type { Terms } from '../domain/campaign/terms.ts';
import { earliest, plus, type Instant } from '../domain/time.ts';

/** A period that is counted from publishing begins at `at`. */
export function periodOf(
  { period: { starts, ends } }: Terms,
  at: Instant,
): { readonly startsAt: Instant; readonly endsAt: Instant | null } {
  const startsAt = starts.kind === 'at' ? starts.at : at;
  const after = ends.kind === 'after' ? plus(startsAt, ends.ms) : null;
  return { startsAt, endsAt: earliest(after, ends.kind === 'at' ? ends.at : null) };
}
