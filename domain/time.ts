import type { Brand } from './brand.ts';

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = Brand<number, 'Instant'>;
/** A length of time in milliseconds. */
export type Duration = Brand<number, 'Duration'>;

const unitMs: Record<string, number> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
const short = /^(\d{1,9})(s|m|h|d|w)$/;
const iso = /^P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;
const isoUnits = ['w', 'd', 'h', 'm', 's'] as const;

/** An instant from epoch milliseconds. */
export function instant(ms: number): Instant {
  return Math.trunc(ms) as Instant;
}

/** A duration from milliseconds. */
export function duration(ms: number): Duration {
  return Math.trunc(ms) as Duration;
}

/**
 * Reads `30s`, `15m`, `6h`, `7d`, `2w`, or ISO 8601 in weeks, days, hours, minutes and seconds
 * (`P7D`, `PT36H`). Months and years have no fixed length and are refused.
 */
export function parseDuration(text: string): Duration | undefined {
  const plain = short.exec(text);
  if (plain) return duration(Number(plain[1]) * (unitMs[plain[2] ?? ''] ?? Number.NaN));
  const parts = iso.exec(text);
  if (!parts || text.endsWith('P') || text.endsWith('T')) return undefined;
  const total = isoUnits.reduce(
    (sum, unit, index) => sum + Number(parts[index + 1] ?? 0) * (unitMs[unit] ?? 0),
    0,
  );
  return duration(total);
}

/** Writes a duration as people say it, in its two largest units: `6h`, `7d 12h`, `1m 30s`. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  const words: string[] = [];
  let rest = Math.abs(Math.round(ms / 1000));
  for (const [unit, seconds] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
    ['s', 1],
  ] as const) {
    const count = Math.floor(rest / seconds);
    if (count > 0) words.push(`${String(count)}${unit}`);
    rest -= count * seconds;
  }
  return words.slice(0, 2).join(' ') || '0s';
}

/** The earliest of some instants, or null when there is none. */
export function earliest(...instants: readonly (Instant | null)[]): Instant | null {
  let found: Instant | null = null;
  for (const at of instants) if (at !== null && (found === null || at < found)) found = at;
  return found;
}

/** `at` moved by `by` milliseconds. */
export function plus(at: Instant, by: number): Instant {
  return instant(at + by);
}
