import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PurchaseLadder, Schedule, Step } from '../../domain/campaign/terms.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { amountFor, stepsBetween } from '../../domain/reward/amount.ts';
import { smallestSplit } from '../../lint/smallest-split.ts';

const inviteesMax = 14;

const steps = fc
  .uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 4 })
  .chain((invitees) =>
    fc
      .array(fc.integer({ min: 1, max: 9 }), {
        minLength: invitees.length,
        maxLength: invitees.length,
      })
      .map((amounts): Step[] =>
        [...invitees]
          .sort((a, b) => a - b)
          .map((each, index) => ({ invitees: each, minor: minorUnits(amounts[index] ?? 1) })),
      ),
  );

const over = fc.constantFrom('code', 'person', 'lineage');
const schedules: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record({ kind: fc.constant('ladder' as const), over, steps }),
  fc.record({ kind: fc.constant('bands' as const), over, bands: steps }),
  fc.record({
    kind: fc.constant('decay' as const),
    over,
    every: fc.integer({ min: 1, max: 3 }),
    first: fc.integer({ min: 1, max: 40 }).map(minorUnits),
    keepPercent: fc.integer({ min: 0, max: 100 }),
    floor: fc.constantFrom(0, 1).map(minorUnits),
  }),
);

/** What n invitees bring one inviter, counted one by one. */
function together(schedule: Schedule, n: number): number {
  let sum = 0;
  for (let invitee = 1; invitee <= n; invitee += 1) sum += amountFor(schedule, invitee) ?? 0;
  return sum;
}

/** The most that n invitees bring any number of inviters, by trying every first part. */
function apart(schedule: Schedule, n: number): number {
  const best = [0];
  for (let all = 1; all <= n; all += 1) {
    const parts = Array.from({ length: all }, (_, index) => index + 1);
    best.push(Math.max(...parts.map((part) => together(schedule, part) + (best[all - part] ?? 0))));
  }
  return best[n] ?? 0;
}

test('a schedule without a split is proof against any number of parts; a split is the smallest', () => {
  fc.assert(
    fc.property(schedules, (schedule) => {
      const split = smallestSplit(schedule);
      const [more, less] = split?.parts ?? [0, inviteesMax + 1];
      for (let n = 1; n < Math.min(more + less, inviteesMax); n += 1) {
        expect(apart(schedule, n)).toBe(together(schedule, n));
      }
      if (split === undefined) return;
      expect(split.together).toBe(together(schedule, more + less));
      expect(split.apart).toBe(together(schedule, more) + together(schedule, less));
      expect(split.apart).toBeGreaterThan(split.together);
    }),
    { numRuns: 500 },
  );
});

test('an amount for each, or a count over the campaign, cannot be split', () => {
  expect(smallestSplit({ kind: 'each', minor: minorUnits(5) })).toBeUndefined();
  const ladder = [{ invitees: 3, minor: minorUnits(30) }];
  expect(smallestSplit({ kind: 'ladder', over: 'campaign', steps: ladder })).toBeUndefined();
});

const purchaseLadders = fc.record({ over, steps }).map((one): PurchaseLadder => ({
  kind: 'purchase-ladder',
  over: one.over,
  of: { milestone: 'order-paid', property: null, asset: 'CNY/2' as Asset },
  steps: one.steps.map(({ invitees, minor }) => ({ purchases: minorUnits(invitees), minor })),
}));

test('a split of purchases is the smallest sum that brings more in two parts', () => {
  const brought = (ladder: PurchaseLadder, sum: number): number =>
    stepsBetween(ladder, 0, sum).reduce((all, { minor }) => all + minor, 0);
  fc.assert(
    fc.property(purchaseLadders, (ladder) => {
      const split = smallestSplit(ladder);
      const [more, less] = split?.parts ?? [0, 2 * inviteesMax];
      for (let sum = 1; sum < Math.min(more + less, 2 * inviteesMax); sum += 1) {
        for (let part = 1; part < sum; part += 1) {
          const apartBrings = brought(ladder, part) + brought(ladder, sum - part);
          expect(apartBrings).toBeLessThanOrEqual(brought(ladder, sum));
        }
      }
      expect(split?.together).toBe(split && brought(ladder, more + less));
      expect(split?.apart).toBe(split && brought(ladder, more) + brought(ladder, less));
      expect(smallestSplit({ ...ladder, over: 'campaign' })).toBeUndefined();
    }),
    { numRuns: 500 },
  );
});

const far: readonly (readonly [string, Schedule, number])[] = [
  [
    'a ladder of one step',
    { kind: 'ladder', over: 'person', steps: [{ invitees: 300_000, minor: minorUnits(10_000) }] },
    600_000,
  ],
  [
    'a decay that is long in coming',
    {
      ...{ kind: 'decay', over: 'person', every: 250, keepPercent: 50 },
      ...{ first: minorUnits(10_000), floor: minorUnits(0) },
    },
    500,
  ],
  [
    'bands that fall late',
    {
      ...{ kind: 'bands', over: 'person' },
      bands: [
        { invitees: 1, minor: minorUnits(1_000) },
        { invitees: 500, minor: minorUnits(2_000) },
        { invitees: 100_000, minor: minorUnits(100) },
      ],
    },
    100_000,
  ],
];

test.each(far)('%s is split however far out it is', (_name, schedule, invitees) => {
  const { parts, together: one, apart: two } = smallestSplit(schedule) ?? never();
  expect(parts[0] + parts[1]).toBe(invitees);
  expect(two).toBeGreaterThan(one);
});

function never(): never {
  throw new Error('there is a split');
}
