import fc from 'fast-check';
import { expect, it } from 'vitest';

import { packAmounts } from '../../domain/delivery/pack.ts';

it('every sum is within the bound, and all but the last more than half of it', () => {
  const amounts = fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 40 });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 500, max: 2_000 }), (minor, most) => {
      const sums: number[] = [];
      packAmounts(minor, most).forEach((pack, index) => {
        sums[pack] = (sums[pack] ?? 0) + (minor[index] ?? 0);
      });
      for (const sum of sums) expect(sum).toBeLessThanOrEqual(most);
      for (const sum of sums.slice(0, -1)) expect(sum * 2).toBeGreaterThan(most);
      expect(sums.reduce((all, sum) => all + sum, 0)).toBe(
        minor.reduce((all, one) => all + one, 0),
      );
    }),
  );
});

it('what is above the bound by itself stays by itself, and without a bound all is one', () => {
  expect(packAmounts([10, 300, 20], 100)).toEqual([1, 0, 1]);
  expect(packAmounts([10, 300, 20], Infinity)).toEqual([0, 0, 0]);
  expect(packAmounts([], 5)).toEqual([]);
});
