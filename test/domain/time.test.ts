import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earliest, formatDuration, instant, parseDuration } from '../../domain/time.ts';

const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

describe('a duration', () => {
  it.each([
    ['30s', 30_000],
    ['15m', 900_000],
    ['6h', 21_600_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
    ['P7D', 604_800_000],
    ['P1W', 604_800_000],
    ['PT36H', 129_600_000],
    ['P1DT2H3M4S', 93_784_000],
    ['0s', 0],
  ])('%s is %i ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    '1',
    '-1h',
    '1.5h',
    '1 h',
    '1h ',
    '1H',
    '1y',
    'P1M',
    'P1Y',
    'PT1H1D',
    '1h30m',
    '1234567890s',
    '1h\n',
  ])('%j is none', (text) => {
    expect(parseDuration(text)).toBeUndefined();
  });

  it('is read as it is written, in one unit', () => {
    const unit = fc.constantFrom('s', 'm', 'h', 'd', 'w');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), unit, (count, name) => {
        expect(parseDuration(`${count}${name}`)).toBe(count * units[name]);
      }),
    );
  });

  it('of at most two units next to each other is written so that it is read again', () => {
    const pairs = fc.constantFrom(['d', 'h', 24], ['h', 'm', 60], ['m', 's', 60]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 59 }), pairs, fc.nat(), (large, pair, nat) => {
        const [first, second, base] = pair as ['d' | 'h' | 'm', 'h' | 'm' | 's', number];
        const count = first === 'h' ? large % 24 : large;
        const ms = count * units[first] + (nat % base) * units[second];
        const words = formatDuration(ms).split(' ');
        expect(words.length).toBeLessThanOrEqual(2);
        expect(words.reduce((sum, text) => sum + (parseDuration(text) ?? NaN), 0)).toBe(ms);
      }),
    );
  });

  it.each([
    [0, '0s'],
    [499, '0s'],
    [90_000, '1m 30s'],
    [7.5 * units.d, '7d 12h'],
    [units.d + units.s, '1d 1s'],
    [units.d + units.h + units.m, '1d 1h'],
  ])('%i ms reads %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

it('the earliest of instants leaves out what does not exist', () => {
  expect(earliest()).toBeNull();
  expect(earliest(null, null)).toBeNull();
  expect(earliest(null, instant(5), instant(3), null)).toBe(3);
  expect(earliest(instant(0), instant(1))).toBe(0);
});
