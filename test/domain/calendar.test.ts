import { describe, expect, it } from 'vitest';
import {
  endOfDate,
  hourAndWeekday,
  nextWeekly,
  plusMonths,
  startOf,
  startOfDay,
} from '../../domain/calendar.ts';
import { instant, type Instant } from '../../domain/time.ts';

function at(text: string): Instant {
  return instant(Date.parse(text));
}

function iso(when: Instant | undefined): string | undefined {
  return when === undefined ? undefined : new Date(when).toISOString().replace('.000Z', 'Z');
}

describe('the start of a day', () => {
  it.each([
    ['UTC', '2026-01-05T00:00:00Z', '2026-01-05T00:00:00Z'],
    ['Asia/Shanghai', '2026-01-05T15:59:59.999Z', '2026-01-04T16:00:00Z'],
    ['Asia/Shanghai', '2026-01-05T16:00:00Z', '2026-01-05T16:00:00Z'],
    // A day of 23 hours and one of 25.
    ['Europe/Berlin', '2026-03-29T21:59:59Z', '2026-03-28T23:00:00Z'],
    ['Europe/Berlin', '2026-03-29T22:00:00Z', '2026-03-29T22:00:00Z'],
    ['Europe/Berlin', '2026-10-25T22:59:59Z', '2026-10-24T22:00:00Z'],
    ['Europe/Berlin', '2026-10-25T23:00:00Z', '2026-10-25T23:00:00Z'],
    ['America/New_York', '2026-03-09T03:59:59Z', '2026-03-08T05:00:00Z'],
    ['America/New_York', '2026-03-09T04:00:00Z', '2026-03-09T04:00:00Z'],
    ['America/New_York', '2026-11-02T04:59:59Z', '2026-11-01T04:00:00Z'],
    // Clocks go from midnight to one.
    ['America/Sao_Paulo', '2018-11-04T12:00:00Z', '2018-11-04T03:00:00Z'],
    ['America/Sao_Paulo', '2018-11-04T02:59:59Z', '2018-11-03T03:00:00Z'],
    ['Africa/Cairo', '2023-04-28T12:00:00Z', '2023-04-27T22:00:00Z'],
    // Midnight twice: the first one counts.
    ['America/Havana', '2026-11-01T12:00:00Z', '2026-11-01T04:00:00Z'],
    ['Africa/Cairo', '2023-10-26T21:30:00Z', '2023-10-25T21:00:00Z'],
    // Half and three quarters of an hour.
    ['Asia/Kolkata', '2026-01-05T18:29:59Z', '2026-01-04T18:30:00Z'],
    ['Asia/Kathmandu', '2026-01-05T18:15:00Z', '2026-01-05T18:15:00Z'],
    ['Asia/Shanghai', '2028-02-29T15:00:00Z', '2028-02-28T16:00:00Z'],
  ])('in %s of %s is %s', (zone, now, start) => {
    expect(iso(startOfDay(at(now), zone))).toBe(start);
    // Asked again, as the commits of a day do.
    expect(iso(startOfDay(at(now), zone))).toBe(start);
  });
});

describe('the start of a stretch of time', () => {
  it.each([
    ['hour', 'Asia/Kathmandu', '2026-01-05T18:20:00Z', '2026-01-05T18:15:00Z'],
    ['day', 'Asia/Shanghai', '2026-01-05T15:59:59Z', '2026-01-04T16:00:00Z'],
    ['week', 'Asia/Shanghai', '2026-01-11T15:59:59Z', '2026-01-04T16:00:00Z'],
    ['week', 'Asia/Shanghai', '2026-01-11T16:00:00Z', '2026-01-11T16:00:00Z'],
    ['week', 'Europe/Berlin', '2026-03-29T21:59:59Z', '2026-03-22T23:00:00Z'],
    ['week', 'Europe/Berlin', '2026-03-29T22:00:00Z', '2026-03-29T22:00:00Z'],
    ['month', 'Asia/Shanghai', '2026-01-31T15:59:59Z', '2025-12-31T16:00:00Z'],
    ['month', 'Asia/Shanghai', '2026-01-31T16:00:00Z', '2026-01-31T16:00:00Z'],
    ['month', 'America/New_York', '2026-03-31T12:00:00Z', '2026-03-01T05:00:00Z'],
  ] as const)('a %s in %s of %s is %s', (every, zone, now, start) => {
    expect(iso(startOf(every, at(now), zone))).toBe(start);
  });
});

describe('months later', () => {
  it.each([
    ['Asia/Shanghai', '2026-01-31T02:00:00Z', 1, '2026-02-28T02:00:00Z'],
    ['Asia/Shanghai', '2028-01-31T02:00:00Z', 1, '2028-02-29T02:00:00Z'],
    ['Asia/Shanghai', '2026-01-31T02:00:00Z', 2, '2026-03-31T02:00:00Z'],
    ['Asia/Shanghai', '2026-01-31T02:00:00Z', 11, '2026-12-31T02:00:00Z'],
    ['Asia/Shanghai', '2026-01-31T02:00:00Z', 12, '2027-01-31T02:00:00Z'],
    ['Asia/Shanghai', '2026-01-31T16:00:00Z', 0, '2026-01-31T16:00:00Z'],
    ['Asia/Shanghai', '2026-01-31T16:00:00Z', 1, '2026-02-28T16:00:00Z'],
    // The same time of day on either side of a change of clocks.
    ['Europe/Berlin', '2026-03-15T09:00:00Z', 1, '2026-04-15T08:00:00Z'],
    ['Europe/Berlin', '2026-02-28T01:30:00Z', 1, '2026-03-28T01:30:00Z'],
  ])('in %s, %s and %i are %s', (zone, from, months, to) => {
    expect(iso(plusMonths(at(from), months, zone))).toBe(to);
  });
});

describe('hour and weekday', () => {
  it.each([
    ['Asia/Shanghai', '2026-01-05T02:00:00Z', 10, 1],
    ['Asia/Shanghai', '2026-01-04T15:59:59Z', 23, 7],
    ['Asia/Shanghai', '2026-01-04T16:00:00Z', 0, 1],
    ['America/New_York', '2026-01-05T02:00:00Z', 21, 7],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 3, 7],
    ['Europe/Berlin', '2026-10-25T01:00:00Z', 2, 7],
    ['UTC', '2028-02-29T12:00:00Z', 12, 2],
    ['UTC', '1970-01-01T00:00:00Z', 0, 4],
  ])('in %s at %s: %i o’clock, day %i', (zone, now, hour, weekday) => {
    expect(hourAndWeekday(at(now), zone)).toEqual({ hour, weekday });
  });
});

describe('the next weekly batch', () => {
  const monday = { weekday: 1, hour: 10 };

  it('is now at its very instant, and a week later a millisecond after', () => {
    const boundary = at('2026-01-05T02:00:00Z');
    expect(nextWeekly(boundary, 'Asia/Shanghai', monday)).toBe(boundary);
    expect(nextWeekly(instant(boundary - 1), 'Asia/Shanghai', monday)).toBe(boundary);
    expect(iso(nextWeekly(instant(boundary + 1), 'Asia/Shanghai', monday))).toBe(
      '2026-01-12T02:00:00Z',
    );
  });

  it.each([
    ['Europe/Berlin', '2026-03-23T09:00:01Z', 1, '2026-03-30T08:00:00Z'],
    ['Europe/Berlin', '2026-10-19T08:00:01Z', 1, '2026-10-26T09:00:00Z'],
    ['America/New_York', '2026-03-02T15:00:01Z', 1, '2026-03-09T14:00:00Z'],
    ['America/New_York', '2026-10-26T14:00:01Z', 1, '2026-11-02T15:00:00Z'],
    ['UTC', '2028-02-28T10:00:01Z', 1, '2028-03-06T10:00:00Z'],
    ['UTC', '2028-02-28T00:00:00Z', 2, '2028-02-29T10:00:00Z'],
    ['Asia/Shanghai', '2026-12-31T02:00:00Z', 7, '2027-01-03T02:00:00Z'],
    ['Asia/Shanghai', '2026-01-04T16:00:00Z', 1, '2026-01-05T02:00:00Z'],
  ])('in %s from %s on day %i at ten is %s', (zone, from, weekday, next) => {
    expect(iso(nextWeekly(at(from), zone, { weekday, hour: 10 }))).toBe(next);
  });

  it('at an hour that is skipped comes right after the gap', () => {
    const two = { weekday: 7, hour: 2 };
    expect(iso(nextWeekly(at('2026-03-28T12:00:00Z'), 'Europe/Berlin', two))).toBe(
      '2026-03-29T01:00:00Z',
    );
    const midnight = { weekday: 7, hour: 0 };
    expect(iso(nextWeekly(at('2018-11-03T12:00:00Z'), 'America/Sao_Paulo', midnight))).toBe(
      '2018-11-04T03:00:00Z',
    );
  });

  it('at an hour that comes twice runs at the first, once', () => {
    const two = { weekday: 7, hour: 2 };
    const first = nextWeekly(at('2026-10-24T12:00:00Z'), 'Europe/Berlin', two);
    expect(iso(first)).toBe('2026-10-25T00:00:00Z');
    expect(iso(nextWeekly(instant(first + 1), 'Europe/Berlin', two))).toBe('2026-11-01T01:00:00Z');
  });

  it('in a zone that left out the day is a week later', () => {
    const friday = { weekday: 5, hour: 10 };
    const next = nextWeekly(at('2011-12-29T12:00:00Z'), 'Pacific/Apia', friday);
    expect(next).toBeGreaterThanOrEqual(at('2011-12-29T12:00:00Z'));
    expect(next).toBeLessThanOrEqual(at('2012-01-06T12:00:00Z'));
  });
});

describe('the end of a date', () => {
  it.each([
    ['2026-01-31', 'Asia/Shanghai', '2026-01-31T16:00:00Z'],
    ['2026-12-31', 'UTC', '2027-01-01T00:00:00Z'],
    ['2028-02-28', 'UTC', '2028-02-29T00:00:00Z'],
    ['2028-02-29', 'UTC', '2028-03-01T00:00:00Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-25T23:00:00Z'],
    ['2018-11-03', 'America/Sao_Paulo', '2018-11-04T03:00:00Z'],
    ['2011-12-29', 'Pacific/Apia', '2011-12-30T10:00:00Z'],
  ])('%s in %s is %s', (date, zone, end) => {
    expect(iso(endOfDate(date, zone))).toBe(end);
  });

  it.each([
    '2026-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-32',
    '2026-1-1',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '',
  ])('%j is no date', (date) => {
    expect(endOfDate(date, 'UTC')).toBeUndefined();
  });
});
