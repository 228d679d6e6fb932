import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantError } from '../../domain/assert.ts';
import {
  decimalsOf,
  formatMinor,
  formatMoney,
  minorUnits,
  parseAmount,
  parseAsset,
  percentFloor,
  type Asset,
} from '../../domain/money.ts';

const asset = (decimals: number) => `CNY/${decimals}` as Asset;

describe('an amount', () => {
  it.each([
    ['5.00', 2, 500],
    ['5', 2, 500],
    ['5.5', 2, 550],
    ['0.01', 2, 1],
    ['007', 0, 7],
    ['0', 0, 0],
    ['90071992547409.91', 2, Number.MAX_SAFE_INTEGER],
  ])('%s of %i decimals is %i', (text, decimals, minor) => {
    expect(parseAmount(text, decimals)).toBe(minor);
  });

  it.each([
    ['-1', 2],
    ['+1', 2],
    ['1.', 2],
    ['.5', 2],
    ['1.005', 2],
    ['1.0', 0],
    ['1e3', 2],
    ['1,000', 2],
    ['٥', 2],
    ['', 2],
    ['5 ', 2],
    ['90071992547409.92', 2],
    ['999999999999999.99', 2],
    ['1234567890123456', 0],
  ])('%j of %i decimals is none', (text, decimals) => {
    expect(parseAmount(text, decimals)).toBeUndefined();
  });

  it('is read as it is written', () => {
    const minor = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(minor, fc.integer({ min: 2, max: 9 }), (value, decimals) => {
        expect(parseAmount(formatMinor(value, asset(decimals)), decimals)).toBe(value);
      }),
    );
  });

  it('is written with its sign, its decimals and its name', () => {
    expect(formatMinor(-5, asset(2))).toBe('-0.05');
    expect(formatMinor(-100, asset(0))).toBe('-100');
    expect(formatMoney(500, asset(2))).toBe('5.00 CNY');
    expect(formatMoney(30, 'privilege:vip/0' as Asset)).toBe('30 privilege:vip');
  });

  it('is a safe integer, or a bug', () => {
    expect(minorUnits(-3)).toBe(-3);
    for (const value of [0.5, NaN, Infinity, 2 ** 53]) {
      expect(() => minorUnits(value)).toThrow(InvariantError);
    }
  });
});

describe('an asset', () => {
  it.each(['CNY/2', 'points/0', 'privilege:vip/0', 'item:lantern-2/0'])('%s', (text) => {
    expect(parseAsset(text)).toBe(text);
    expect(decimalsOf(text as Asset)).toBe(Number(text.at(-1)));
  });

  it.each(['CNY', 'cny/2', 'CNY/10', 'item:/0', 'item:A/0', 'gold/0', 'CNY/2\n'])(
    '%j is none',
    (text) => {
      expect(parseAsset(text)).toBeUndefined();
    },
  );
});

describe('a percentage', () => {
  it('is rounded towards zero, exactly, however large the amount', () => {
    const minor = fc.bigInt({ min: 0n, max: BigInt(Number.MAX_SAFE_INTEGER) });
    fc.assert(
      fc.property(minor, fc.integer({ min: 0, max: 100 }), (value, percent) => {
        const exact = (value * BigInt(percent)) / 100n;
        expect(BigInt(percentFloor(Number(value), percent))).toBe(exact);
      }),
    );
  });
});
