import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PercentSchedule } from '../../domain/campaign/terms.ts';
import { minorUnits } from '../../domain/money.ts';
import { earnedBy, type ByPurchase } from '../../lint/purchase-shares.ts';
import { smallestPurchaseSplit } from '../../lint/purchase-splits.ts';
import { reward } from '../rules/stage.ts';
import { ladders, percents, purchaseBands, waiting } from './by-purchase.ts';

const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + part, 0);

const rewards: fc.Arbitrary<ByPurchase> = fc
  .record({ schedule: fc.oneof(percents, purchaseBands(4), ladders), when: waiting })
  .map(({ schedule, when }) => ({ ...reward({ when, to: ['invitee'] }), schedule }));

test('a split is the smallest purchase that any number of accounts share with a gain', () => {
  fc.assert(
    fc.property(rewards, (own) => {
      const split = smallestPurchaseSplit(own, []);
      if (own.schedule.kind === 'purchase-ladder' && own.schedule.over === 'campaign') {
        expect(split).toBeUndefined();
        return;
      }
      const whole = (purchase: number): number => sum(earnedBy(own, purchase));
      const smallest = sum(split?.parts ?? []);
      const best = [0];
      for (let purchase = 1; purchase < smallest; purchase += 1) {
        const parts = Array.from({ length: purchase }, (_, index) => index + 1);
        best.push(Math.max(...parts.map((part) => whole(part) + (best[purchase - part] ?? 0))));
        expect(best[purchase]).toBe(whole(purchase));
      }
      expect(split?.together).toBe(whole(smallest));
      expect(split?.brought).toEqual(split?.parts.map(whole));
      expect(split?.parts).toHaveLength(2);
      expect(sum(split?.brought ?? [])).toBeGreaterThan(whole(smallest));
    }),
    { numRuns: 500 },
  );
});

test('a ceiling that no purchase can come to is not split', () => {
  const schedule: PercentSchedule = {
    ...{ kind: 'percent', milestone: 'registered', property: null, basisPoints: 1 },
    ...{ floor: minorUnits(0), ceiling: minorUnits(Number.MAX_SAFE_INTEGER) },
  };
  expect(smallestPurchaseSplit({ ...reward(), schedule }, [])).toBeUndefined();
});

test('more than two accounts share a purchase where two are too dear for a cap', () => {
  const of = { milestone: 'registered', property: null, asset: reward().asset };
  const bands = [
    { purchases: minorUnits(1), minor: minorUnits(3) },
    { purchases: minorUnits(2), minor: minorUnits(8) },
  ];
  const own: ByPurchase = { ...reward(), schedule: { kind: 'purchase-bands', of, bands } };
  const cap = { scope: 'person', unit: 'amount', sides: 'each' } as const;
  expect(smallestPurchaseSplit(own, [{ ...cap, max: 10 }])).toMatchObject({
    ...{ parts: [1, 1, 1], brought: [3, 3, 3], together: 8 },
  });
  expect(smallestPurchaseSplit(own, [{ ...cap, max: 8 }])).toBeUndefined();
});
