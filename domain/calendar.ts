import { assert } from './assert.ts';
import { instant, plus, type Instant } from './time.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const formats = new Map<string, Intl.DateTimeFormat>();
/** The day last asked for in each zone: commits ask for the same one again and again. */
const latestDays = new Map<string, PlainDay>();
/** The last weekly instant found for each zone and hour of the week, and from when on it is the next. */
const latestWeeklies = new Map<string, { readonly from: Instant; readonly at: Instant }>();

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface WallClock extends CivilDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A day of 24 hours, in which a zone's clocks are neither put forward nor back. */
interface PlainDay {
  readonly start: Instant;
  readonly end: Instant;
  readonly weekday: number;
}

/** Start of the day of `now` by a zone's clock. Where clocks skip midnight, the first instant after. */
export function startOfDay(now: Instant, timeZone: string): Instant {
  return plainDay(now, timeZone)?.start ?? midnight(wallClock(now, timeZone), timeZone);
}

/** Start of the hour, day, week (from Monday) or month of `now` by a zone's clock. */
export function startOf(
  every: 'hour' | 'day' | 'week' | 'month',
  now: Instant,
  timeZone: string,
): Instant {
  switch (every) {
    case 'hour':
      return plus(now, -((now - startOfDay(now, timeZone)) % hourMs));
    case 'day':
      return startOfDay(now, timeZone);
    case 'week': {
      const { weekday } = minuteAndWeekday(now, timeZone);
      return atMinute(now, timeZone, { days: 1 - weekday, minute: 0 });
    }
    case 'month':
      return midnight({ ...wallClock(now, timeZone), day: 1 }, timeZone);
  }
}

/**
 * So many months later, at the same time of day by a zone's clock. A day that the month has not is its
 * last: a month after 31 January is 28 or 29 February.
 */
export function plusMonths(at: Instant, months: number, timeZone: string): Instant {
  if (months === 0) return at;
  const wall = wallClock(at, timeZone);
  const month = wall.month - 1 + months;
  const target = { year: wall.year + Math.floor(month / 12), month: (month % 12) + 1 };
  const after = {
    year: target.year + Math.floor(target.month / 12),
    month: (target.month % 12) + 1,
  };
  const last = addDays({ ...after, day: 1 }, -1).day;
  const rest = at - Math.floor(at / 1000) * 1000;
  return plus(fromWallClock({ ...wall, ...target, day: Math.min(wall.day, last) }, timeZone), rest);
}

/** Hour 0 to 23 and weekday 1 (Monday) to 7 by a zone's clock. */
export function hourAndWeekday(now: Instant, timeZone: string): { hour: number; weekday: number } {
  const day = plainDay(now, timeZone);
  if (day) return { hour: Math.floor((now - day.start) / hourMs), weekday: day.weekday };
  const wall = wallClock(now, timeZone);
  return { hour: wall.hour, weekday: weekdayOf(wall) };
}

/** Minutes since midnight as a zone's clock shows them, and weekday 1 (Monday) to 7. */
export function minuteAndWeekday(
  now: Instant,
  timeZone: string,
): { minute: number; weekday: number } {
  const day = plainDay(now, timeZone);
  if (day) return { minute: Math.floor((now - day.start) / 60_000), weekday: day.weekday };
  const wall = wallClock(now, timeZone);
  return { minute: wall.hour * 60 + wall.minute, weekday: weekdayOf(wall) };
}

/** When a zone's clock shows so many minutes after midnight, `days` days after the day of `now`. */
export function atMinute(
  now: Instant,
  timeZone: string,
  { days, minute }: { readonly days: number; readonly minute: number },
): Instant {
  const date = addDays(wallClock(now, timeZone), days);
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  return fromWallClock({ ...date, hour, minute: rest, second: 0 }, timeZone);
}

/** The day of `now`, where it is a plain one; asking for the same one again costs nothing. */
function plainDay(now: Instant, timeZone: string): PlainDay | undefined {
  const known = latestDays.get(timeZone);
  if (known !== undefined && known.start <= now && now < known.end) return known;
  const date = wallClock(now, timeZone);
  const [start, end] = [midnight(date, timeZone), midnight(addDays(date, 1), timeZone)];
  if (end - start !== dayMs || now < start || now >= end) return undefined;
  const day = { start, end, weekday: weekdayOf(date) };
  latestDays.set(timeZone, day);
  return day;
}

function midnight({ year, month, day }: CivilDate, timeZone: string): Instant {
  return fromWallClock({ year, month, day, hour: 0, minute: 0, second: 0 }, timeZone);
}

/** The first `weekday` at `hour` o'clock, by a zone's clock, at or after `from`. */
export function nextWeekly(
  from: Instant,
  timeZone: string,
  weekly: { readonly weekday: number; readonly hour: number },
): Instant {
  const key = `${timeZone}/${String(weekly.weekday)}/${String(weekly.hour)}`;
  const known = latestWeeklies.get(key);
  if (known !== undefined && known.from <= from && from <= known.at) return known.at;
  const at = findWeekly(from, timeZone, weekly);
  latestWeeklies.set(key, { from, at });
  return at;
}

function findWeekly(
  from: Instant,
  timeZone: string,
  weekly: { readonly weekday: number; readonly hour: number },
): Instant {
  const today = wallClock(from, timeZone);
  const ahead = (weekly.weekday - weekdayOf(today) + 7) % 7;
  for (const days of [ahead, ahead + 7]) {
    const day = addDays(today, days);
    const at = fromWallClock({ ...day, hour: weekly.hour, minute: 0, second: 0 }, timeZone);
    if (at >= from) return at;
  }
  return plus(from, 7 * dayMs);
}

/** End of a date `YYYY-MM-DD` by a zone's clock: the first instant of the day after. */
export function endOfDate(date: string, timeZone: string): Instant | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return undefined;
  const wall = { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
  const next = addDays(wall, 1);
  const back = addDays(next, -1);
  if (back.month !== wall.month || back.day !== wall.day) return undefined;
  return fromWallClock({ ...next, hour: 0, minute: 0, second: 0 }, timeZone);
}

function wallClock(at: Instant, timeZone: string): WallClock {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(timeZone, format);
  }
  const parts: Record<string, number> = {};
  for (const part of format.formatToParts(at)) parts[part.type] = Number(part.value);
  const read = (name: string): number => {
    const value = parts[name];
    assert(value !== undefined, `the calendar gives no ${name}`);
    return value;
  };
  return {
    year: read('year'),
    month: read('month'),
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  };
}

/** Days since 1970-01-01 of a civil date (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"). */
function daysFromCivil(date: CivilDate): number {
  const year = date.month <= 2 ? date.year - 1 : date.year;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((date.month + 9) % 12) + 2) / 5) + date.day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function addDays(date: CivilDate, days: number): CivilDate {
  const wall = wallClock(instant((daysFromCivil(date) + days) * dayMs), 'UTC');
  return { year: wall.year, month: wall.month, day: wall.day };
}

function weekdayOf(date: CivilDate): number {
  return ((daysFromCivil(date) + 3) % 7) + 1;
}

/** The first instant at which a zone's clock shows this or, where it is skipped, something later. */
function fromWallClock(wall: WallClock, timeZone: string): Instant {
  const asUtc = utcMs(wall);
  const offsets = [asUtc - dayMs, asUtc + dayMs].map(
    (at) => utcMs(wallClock(instant(at), timeZone)) - at,
  );
  const guesses = offsets.map((offset) => asUtc - offset).sort((a, b) => a - b);
  for (const guess of guesses) {
    if (utcMs(wallClock(instant(guess), timeZone)) === asUtc) return instant(guess);
  }
  return instant(guesses[1] ?? asUtc);
}

function utcMs(wall: WallClock): number {
  return daysFromCivil(wall) * dayMs + ((wall.hour * 60 + wall.minute) * 60 + wall.second) * 1000;
}
