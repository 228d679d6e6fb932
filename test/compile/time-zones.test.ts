import { describe, expect, it, test } from 'vitest';
import { isTimeZone, rightZone, zoneNamed } from '../../compile/terms/time-zones.ts';
import { textOf } from '../../lang/text.ts';

describe('a time zone', () => {
  it.each(['Asia/Shanghai', 'UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Europe/Kyiv', 'America/Nuuk'])(
    '%s is named as IANA names it',
    (name) => {
      expect(isTimeZone(name)).toBe(true);
    },
  );

  it.each([
    ['CST', 'one of: Asia/Shanghai, America/Chicago'],
    ['IST', 'one of: Asia/Kolkata, Europe/Dublin, Asia/Jerusalem'],
    ['EST', 'one of: America/New_York, Australia/Sydney'],
    ['JST', 'Asia/Tokyo'],
    ['PRC', 'Asia/Shanghai'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['europe/berlin', 'Europe/Berlin'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['utc', 'UTC'],
    ['Asia/Beijing', 'Asia/Shanghai'],
    ['New York', 'America/New_York'],
    ['Asia/Shanghi', 'Asia/Shanghai'],
    ['+08:00', 'an IANA name, such as Asia/Shanghai'],
    ['Etc/GMT-8', 'an IANA name, such as Asia/Shanghai'],
    ['Mars/Olympus', 'an IANA name, such as Asia/Shanghai'],
    ['', 'an IANA name, such as Asia/Shanghai'],
  ])('is not %j, but %s', (name, right) => {
    expect(isTimeZone(name)).toBe(false);
    expect(textOf(rightZone(name).expected, 'en')).toBe(right);
  });
});

test('the zone of a machine is offered by its name of today', () => {
  expect(['Asia/Calcutta', 'Asia/Shanghai', 'Etc/GMT+8'].map(zoneNamed)).toEqual([
    'Asia/Kolkata',
    'Asia/Shanghai',
    undefined,
  ]);
});
