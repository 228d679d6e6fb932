import { duration, parseDuration, type Instant } from '../domain/time.ts';

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
] as const;

/** A time as tests write it, in the largest unit that says it exactly: `+30h`. */
export function writeOffset(at: Instant, now: Instant): string {
  const ms = at - now;
  const [unit, size] = units.find(([, each]) => ms % each === 0) ?? (['s', 1000] as const);
  return `+${Math.round(ms / size)}${unit}`;
}

/** The one way in which a time is written, so that two texts can be compared: `+24h` as `+1d`. */
export function plainOffset(text: string, now: Instant): string {
  const ms = parseDuration(text.slice(1));
  return ms === undefined ? text : writeOffset((now + duration(ms)) as Instant, now);
}
