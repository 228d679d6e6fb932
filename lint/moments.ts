import { hourAndWeekday, startOf } from '../domain/calendar.ts';
import { isOpenAt, nextOpening, type OpeningHours } from '../domain/campaign/opening-hours.ts';
import type { PeriodTerms, Terms } from '../domain/campaign/terms.ts';
import { instant, plus, type Instant } from '../domain/time.ts';

const hourMs = 3_600_000;
/** In so long a time every hour of every weekday comes, wherever it begins. */
const everyHourMs = 8 * 24 * hourMs;

/** An hour of a weekday, by the campaign's clock. */
export interface Moment {
  readonly weekday: number;
  readonly hour: number;
}

/** A stretch of time by a clock; the end is exclusive. */
interface Span {
  readonly from: Instant;
  readonly to: Instant;
  readonly timeZone: string;
}

/**
 * The hours of the week in which a campaign runs and, where that matters, its codes may be redeemed; undefined where
 * that is every one.
 */
export function momentsOf(
  { period, redemption }: Terms,
  counted: 'campaign' | 'opening-hours',
): readonly Moment[] | undefined {
  const hours = counted === 'opening-hours' ? (redemption.openingHours ?? []) : [];
  const span = shortSpanOf(period);
  if (span === undefined && hours.length === 0) return undefined;
  return momentsIn(span ?? someWeek, hours);
}

/** Whether one of these times comes while the campaign runs, as far as it is known when that is. */
export function comesWithin(hours: readonly OpeningHours[], period: PeriodTerms): boolean {
  const span = shortSpanOf(period);
  return span === undefined || momentsIn(span, hours).length > 0;
}

/** When a campaign runs of which it is known that it does not last for every hour of the week. */
function shortSpanOf({ starts, ends, timeZone }: PeriodTerms): Span | undefined {
  if (starts.kind !== 'at' || ends.kind === 'never') return undefined;
  const to = ends.kind === 'at' ? ends.at : plus(starts.at, ends.ms);
  return to - starts.at < everyHourMs ? { from: starts.at, to, timeZone } : undefined;
}

/** Stands for all weeks: what opening hours say is the same in each. */
const someWeek: Span = { from: instant(0), to: plus(instant(0), everyHourMs), timeZone: 'UTC' };

/** An hour is open from its beginning on, from an opening, or not at all. */
function momentsIn({ from, to, timeZone }: Span, hours: readonly OpeningHours[]): Moment[] {
  const starts: Instant[] = [from];
  for (let at = plus(startOf('hour', from, timeZone), hourMs); at < to; at = plus(at, hourMs)) {
    starts.push(at);
  }
  let opening = nextOpening(hours, from, timeZone);
  while (opening !== undefined && opening < to) {
    starts.push(opening);
    opening = nextOpening(hours, opening, timeZone);
  }
  const open = starts.filter((at) => isOpenAt(hours, at, timeZone));
  const moments = open.map((at) => hourAndWeekday(at, timeZone));
  return [...new Map(moments.map((one) => [one.weekday * 24 + one.hour, one])).values()];
}
