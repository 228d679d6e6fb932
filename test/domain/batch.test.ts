import fc from 'fast-check';
import { expect, test } from 'vitest';

import { gather, needsApproval, parseBatchId } from '../../domain/delivery/batch.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';

const cny = 'CNY/2' as Asset;
const points = 'points/0' as Asset;
const none = { gathered: {}, leftOver: {} };

function of(...amounts: number[]) {
  return amounts.map((minor) => ({ asset: cny, minor: minorUnits(minor) }));
}

const max = [{ asset: cny, minor: minorUnits(10) }];

test('a batch takes one reward after the other until one does not fit', () => {
  const { taken, gathered, leftOver } = gather(of(4, 4, 4, 1), max, none);
  expect(taken.map(({ minor }) => minor)).toEqual([4, 4]);
  expect(gathered).toEqual({ [cny]: { rewards: 2, minor: 8 } });
  expect(leftOver).toEqual({ [cny]: { rewards: 2, minor: 5, tooLarge: 0 } });
});

test('a reward that is more than a whole batch may be holds up nobody', () => {
  const { gathered, leftOver } = gather(of(11, 4, 6), max, none);
  expect(gathered).toEqual({ [cny]: { rewards: 2, minor: 10 } });
  expect(leftOver).toEqual({ [cny]: { rewards: 1, minor: 11, tooLarge: 1 } });
});

const rewards = fc.array(
  fc.record({
    asset: fc.constantFrom(cny, points),
    minor: fc.integer({ min: 1, max: 15 }).map(minorUnits),
  }),
);

test('pages do not matter, no bound is passed, and nothing is lost', () => {
  fc.assert(
    fc.property(rewards, fc.integer({ min: 1, max: 5 }), (all, size) => {
      const whole = gather(all, max, none);
      let paged = { gathered: {}, leftOver: {} };
      for (let at = 0; at < all.length; at += size) {
        const { gathered, leftOver } = gather(all.slice(at, at + size), max, paged);
        paged = { gathered, leftOver };
      }
      expect(paged).toEqual({ gathered: whole.gathered, leftOver: whole.leftOver });
      expect(whole.gathered[cny]?.minor ?? 0).toBeLessThanOrEqual(10);
      expect(whole.leftOver[points]).toBeUndefined();
      const sums = [...Object.values(whole.gathered), ...Object.values(whole.leftOver)];
      expect(sums.reduce((sum, { rewards: count }) => sum + count, 0)).toBe(all.length);
    }),
  );
});

test('above, not at, the threshold of any asset somebody is asked', () => {
  const approval = { above: max, withinMs: 1 as never };
  expect(needsApproval({ [cny]: { rewards: 1, minor: 10 } }, approval)).toBe(false);
  expect(needsApproval({ [cny]: { rewards: 1, minor: 11 } }, approval)).toBe(true);
  expect(needsApproval({ [points]: { rewards: 1, minor: 11 } }, approval)).toBe(false);
  expect(needsApproval({ [cny]: { rewards: 1, minor: 11 } }, null)).toBe(false);
});

test.each(['orders', 'orders.0', 'orders.01', 'Orders.1', 'orders.1.2', ''])(
  '%j names no batch',
  (text) => {
    expect(parseBatchId(text)).toBeUndefined();
  },
);
