import { instant, type Instant } from '../time.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Two hours more than a day is long where clocks are put back. */
const backMs = 2 * hourMs;

const longestMs: Readonly<Record<string, number>> = {
  hour: hourMs,
  day: dayMs + backMs,
  week: 7 * dayMs + backMs,
  month: 31 * dayMs + backMs,
};

/**
 * For so long after its end a counter is kept, for what is decided late: by a review that nobody looked
 * at, or by a commit that Postgres kept waiting.
 */
export const keptAfterEndMs = 7 * dayMs;

/** The stretch of time that a limit's counter is for, by its key, as table `counter` has it in `ends_at`. */
export interface Stretch {
  readonly startsAt: Instant;
  /** From then on nothing is taken, however clocks were put back in it. */
  readonly endsAt: Instant;
}

/** The stretch of a counter; null where it is for all time. */
export function stretchOf(key: string): Stretch | null {
  if (!key.startsWith('limit:')) return null;
  const [, every = '', since = ''] = /^limit:.*:(hour|day|week|month):(\d{1,15})$/.exec(key) ?? [];
  const lengthMs = longestMs[every];
  if (lengthMs === undefined) return null;
  const startsAt = Number(since);
  return { startsAt: instant(startsAt), endsAt: instant(startsAt + lengthMs) };
}

/** Whether the stretch of a counter has ended by `at`. */
export function hasEnded(key: string, at: Instant): boolean {
  const stretch = stretchOf(key);
  return stretch !== null && stretch.endsAt <= at;
}

/** A name within a key, which is never taken for a stretch. */
export function plainName(name: string): string {
  return name.replaceAll(':', '%3A');
}
