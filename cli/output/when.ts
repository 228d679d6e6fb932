import { say, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { formatDuration, type Instant } from '../../domain/time.ts';

/** `2026-12-01 10:00:05` by a zone's clock. */
export function clock(at: Instant, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  const style = { dateStyle: 'short', timeStyle: 'medium', timeZone } as const;
  return new Intl.DateTimeFormat('sv-SE', style).format(at);
}

/** `2026-12-01 10:00:05 (in 3h 20m)` by a zone's clock, seen from `now`. */
export function clockAndDistance(at: Instant, timeZone: string, now: Instant): string {
  return `${clock(at, timeZone)} (${distance(at, now)})`;
}

/** As `clockAndDistance`, with the zone: where nothing else says by whose clock it is. */
export function zonedClock(at: Instant, timeZone: string, now: Instant): string {
  return `${clock(at, timeZone)} ${timeZone} (${distance(at, now)})`;
}

/** As `zonedClock`, to be said in any language. */
export function sayZonedClock(
  at: Instant,
  { timeZone, now }: { readonly timeZone: string; readonly now: Instant },
): Said {
  return say`${clock(at, timeZone)} ${timeZone} (${sayDistance(at, now)})`;
}

/** `in 3h 20m`, `2d ago`, `now`. */
export function distance(at: Instant, now: Instant): string {
  return textOf(sayDistance(at, now), 'en');
}

function sayDistance(at: Instant, now: Instant): Said {
  const ms = at - now;
  if (Math.abs(ms) < 500) return say`now`;
  return ms > 0 ? say`in ${formatDuration(ms)}` : say`${formatDuration(-ms)} ago`;
}
