import { atMinute, minuteAndWeekday } from '../calendar.ts';
import type { Instant } from '../time.ts';

/**
 * A time of some weekdays (1 is Monday) during which codes may be redeemed, in minutes after midnight
 * by the campaign's clock. The end is exclusive; one that is not after the beginning lies on the next
 * day.
 */
export interface OpeningHours {
  readonly weekdays: readonly number[];
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** Whether one of these times covers an instant. Without any, it is always open. */
export function isOpenAt(hours: readonly OpeningHours[], at: Instant, timeZone: string): boolean {
  if (hours.length === 0) return true;
  const { minute, weekday } = minuteAndWeekday(at, timeZone);
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  return hours.some(({ weekdays, fromMinute, toMinute }) => {
    const overnight = toMinute <= fromMinute;
    const today = minute >= fromMinute && (overnight || minute < toMinute);
    return (
      (weekdays.includes(weekday) && today) ||
      (overnight && weekdays.includes(yesterday) && minute < toMinute)
    );
  });
}

/** The first instant after `at` at which one of these times begins. */
export function nextOpening(
  hours: readonly OpeningHours[],
  at: Instant,
  timeZone: string,
): Instant | undefined {
  const { weekday } = minuteAndWeekday(at, timeZone);
  const openings = hours.flatMap(({ weekdays, fromMinute }) =>
    weekdays.flatMap((day) => {
      const days = (day - weekday + 7) % 7;
      return [days, days + 7].map((ahead) =>
        atMinute(at, timeZone, { days: ahead, minute: fromMinute }),
      );
    }),
  );
  return openings.filter((opening) => opening > at).sort((a, b) => a - b)[0];
}

/** The first instant after `at`, of a time that is open, at which it is open no more. */
export function nextClosing(
  hours: readonly OpeningHours[],
  at: Instant,
  timeZone: string,
): Instant | undefined {
  const ends = hours.flatMap(({ toMinute: minute }) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((days) => atMinute(at, timeZone, { days, minute })),
  );
  return ends.filter((end) => end > at && !isOpenAt(hours, end, timeZone)).sort((a, b) => a - b)[0];
}
