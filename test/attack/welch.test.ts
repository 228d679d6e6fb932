import { expect, test } from 'vitest';

import { sampleOf, welch } from '../../bench/outside/welch.ts';

test("Welch's t is the distance of two means in standard errors", () => {
  const one = sampleOf([3, 4, 1, 2.1]);
  const other = sampleOf([490.2, 340, 433.9]);
  expect(one).toEqual({ count: 4, mean: 2.525, variance: expect.closeTo(1.6358, 4) as number });
  expect(welch(one, other)).toBeCloseTo(-9.5595, 4);
  expect(welch(other, one)).toBe(-welch(one, other));
  expect(welch(one, one)).toBe(0);
});
