import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDate, hourAndWeekday, nextWeekly, startOfDay } from '../../domain/calendar.ts';
import { instant } from '../../domain/time.ts';

const quarter = 15 * 60_000;
const day = 96 * quarter;
const zones = [
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'America/Havana',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
] as const;
type Zone = (typeof zones)[number];

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const clocks = new Map(
  zones.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    }),
  ]),
);

/** What a clock on the wall shows, by the runtime's own words. */
function wall(at: number, zone: Zone): { date: string; hour: number; weekday: number } {
  const text = clocks.get(zone)?.format(at) ?? '';
  const weekday = weekdays.findIndex((name) => text.includes(name)) + 1;
  const date = /\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? text;
  return { date, hour: Number(/(\d{2})$/.exec(text)?.[1]), weekday };
}

const from = Date.UTC(2012, 0);
const to = Date.UTC(2035, 0);

/** Days within which a zone's clocks are put forward or back: noon is at another hour a day later. */
const changes = new Map(
  zones.map((zone) => {
    const days: number[] = [];
    for (let at = from; at < to; at += day) {
      if (wall(at, zone).hour !== wall(at + day, zone).hour) days.push(at);
    }
    return [zone, days];
  }),
);

/** Half of the moments are within two days of a change of the clocks, where a zone has any. */
const situations = fc.constantFrom(...zones).chain((zone) => {
  const anywhere = fc.integer({ min: from / quarter, max: to / quarter });
  const days = changes.get(zone) ?? [];
  const nearChange = fc
    .tuple(fc.nat(), fc.integer({ min: -96, max: 192 }))
    .map(([n, quarters]) => (days[n % Math.max(1, days.length)] ?? from) / quarter + quarters);
  const moment = fc.oneof(anywhere, nearChange);
  return moment.map((quarters) => ({ zone, now: quarters * quarter }));
});

/** The first quarter of an hour, from `since` on, of which something holds. */
function first(since: number, holds: (at: number) => boolean): number {
  for (let at = since; at < since + 16 * day; at += quarter) if (holds(at)) return at;
  throw new Error('looked for more than two weeks');
}

/** Looks at the clock every quarter of an hour; knows nothing of offsets. */
describe('the calendar says what somebody says who watches the clock:', () => {
  it('when a day begins', () => {
    fc.assert(
      fc.property(situations, ({ zone, now }) => {
        const { date } = wall(now, zone);
        const start = first(now - day - 8 * quarter, (at) => wall(at, zone).date === date);
        expect(startOfDay(instant(now), zone)).toBe(start);
      }),
      { numRuns: 500 },
    );
  });

  it('when a date ends', () => {
    fc.assert(
      fc.property(situations, ({ zone, now }) => {
        const { date } = wall(now, zone);
        const end = first(now, (at) => wall(at, zone).date > date);
        expect(endOfDate(date, zone)).toBe(end);
      }),
      { numRuns: 500 },
    );
  });

  it('hour and weekday', () => {
    fc.assert(
      fc.property(situations, ({ zone, now }) => {
        const { hour, weekday } = wall(now, zone);
        expect(hourAndWeekday(instant(now), zone)).toEqual({ hour, weekday });
      }),
      { numRuns: 500 },
    );
  });

  it('when the next weekly batch runs: once on its day, as soon as it is that late', () => {
    const weekly = fc.record({
      weekday: fc.integer({ min: 1, max: 7 }),
      hour: fc.nat({ max: 23 }),
    });
    fc.assert(
      fc.property(situations, weekly, ({ zone, now: since }, { weekday, hour }) => {
        const isRun = (at: number): boolean => {
          const [before, now] = [wall(at - quarter, zone), wall(at, zone)];
          const began = before.date !== now.date || before.hour < hour;
          return now.weekday === weekday && now.hour >= hour && began;
        };
        let run = first(since - 2 * day, isRun);
        while (run < since) {
          const { date } = wall(run, zone);
          run = first(run, (at) => wall(at, zone).date !== date && isRun(at));
        }
        expect(nextWeekly(instant(since), zone, { weekday, hour })).toBe(run);
      }),
      { numRuns: 100 },
    );
  });
});
