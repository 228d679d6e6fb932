import fc from 'fast-check';
import { expect, it } from 'vitest';

import { packAmounts } from '../../domain/delivery/pack.ts';

/** What is packed together comes to. */
function sumsOf(amounts: readonly number[], most: number): readonly number[] {
  const sums: number[] = [];
  packAmounts(amounts, most).forEach((pack, index) => {
    sums[pack] = (sums[pack] ?? 0) + (amounts[index] ?? 0);
  });
  return sums;
}

const total = (amounts: readonly number[]): number => amounts.reduce((all, one) => all + one, 0);

/** The fewest sums that will do, found by trying all. */
function fewest(amounts: readonly number[], most: number, sums: readonly number[] = []): number {
  const [first, ...rest] = amounts;
  if (first === undefined) return sums.length;
  const fresh = fewest(rest, most, [...sums, first]);
  const joined = sums.map((sum, at) =>
    sum + first > most ? Infinity : fewest(rest, most, sums.with(at, sum + first)),
  );
  return Math.min(fresh, ...joined);
}

it('every sum is within the bound, any two are above it together, and the last is the smallest', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 40 });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 500, max: 2_000 }), (minor, most) => {
      const sums = sumsOf(minor, most);
      for (const sum of sums) expect(sum).toBeLessThanOrEqual(most);
      expect([...sums]).toEqual([...sums].sort((a, b) => b - a));
      const [smallest = 0, next = Infinity] = [...sums].reverse();
      expect(smallest + next).toBeGreaterThan(most);
      expect(total(sums)).toBe(total(minor));
      expect(sums.length).toBeLessThanOrEqual(Math.max(1, Math.ceil((2 * total(minor)) / most)));
    }),
  );
});

it('there are at most 11/9 as many sums as would do, and one more', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 100, max: 250 }), (minor, most) => {
      const bound = Math.floor((11 / 9) * fewest(minor, most) + 6 / 9);
      expect(sumsOf(minor, most).length).toBeLessThanOrEqual(bound);
    }),
  );
});

it('the room that larger amounts leave is filled by smaller ones', () => {
  expect(sumsOf([60, 60, 60, 40, 40, 40], 100)).toEqual([100, 100, 100]);
});

it('what is above the bound by itself stays by itself, and without a bound all is one', () => {
  expect(packAmounts([10, 300, 20], 100)).toEqual([1, 0, 1]);
  expect(packAmounts([10, 300, 20], Infinity)).toEqual([0, 0, 0]);
  expect(packAmounts([], 5)).toEqual([]);
});
