import { describe, expect, it } from 'vitest';
import { isOpenAt, nextOpening, type OpeningHours } from '../../domain/campaign/opening-hours.ts';
import { instant, type Instant } from '../../domain/time.ts';

const zone = 'Europe/Berlin';
const workdays: OpeningHours = { weekdays: [1, 2, 3, 4, 5], fromMinute: 9 * 60, toMinute: 21 * 60 };
const saturdayNight: OpeningHours = { weekdays: [6], fromMinute: 22 * 60, toMinute: 2 * 60 };

function at(text: string): Instant {
  return instant(Date.parse(text));
}

describe('opening hours', () => {
  it('are kept to the minute, and the end is outside', () => {
    const open = (text: string): boolean => isOpenAt([workdays], at(text), zone);
    expect(open('2027-01-04T08:59:59.999+01:00')).toBe(false);
    expect(open('2027-01-04T09:00:00+01:00')).toBe(true);
    expect(open('2027-01-04T20:59:59.999+01:00')).toBe(true);
    expect(open('2027-01-04T21:00:00+01:00')).toBe(false);
    expect(open('2027-01-09T12:00:00+01:00')).toBe(false);
  });

  it('reach into the next day where they end before they begin', () => {
    const open = (text: string): boolean => isOpenAt([saturdayNight], at(text), zone);
    expect(open('2027-01-09T23:30:00+01:00')).toBe(true);
    expect(open('2027-01-10T01:59:00+01:00')).toBe(true);
    expect(open('2027-01-10T02:00:00+01:00')).toBe(false);
    expect(open('2027-01-09T01:00:00+01:00')).toBe(false);
    expect(open('2027-01-10T23:00:00+01:00')).toBe(false);
  });

  it('name the next opening, also a week away and over a change of clocks', () => {
    const next = (hours: OpeningHours, text: string): Instant | undefined =>
      nextOpening([hours], at(text), zone);
    expect(next(workdays, '2027-01-08T21:00:00+01:00')).toBe(at('2027-01-11T09:00:00+01:00'));
    expect(next(workdays, '2027-01-04T03:00:00+01:00')).toBe(at('2027-01-04T09:00:00+01:00'));
    expect(next(saturdayNight, '2027-01-09T22:00:00+01:00')).toBe(at('2027-01-16T22:00:00+01:00'));
    // Clocks go forward on Sunday, 28 March 2027.
    expect(next(workdays, '2027-03-26T22:00:00+01:00')).toBe(at('2027-03-29T09:00:00+02:00'));
  });

  it('are always without any', () => {
    expect(isOpenAt([], at('2027-01-09T03:00:00Z'), zone)).toBe(true);
  });
});
