import fc from 'fast-check';

import type {
  PercentSchedule,
  PurchaseBands,
  PurchaseLadder,
  PurchaseStep,
  WhenTerms,
} from '../../domain/campaign/terms.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';

const source = { milestone: 'registered', property: null };
const of = { ...source, asset: 'CNY/2' as Asset };

/** Percentages that small purchases bring to the ceiling. */
export const percents: fc.Arbitrary<PercentSchedule> = fc
  .record({
    basisPoints: fc.integer({ min: 1_000, max: 10_000 }),
    floor: fc.integer({ min: 0, max: 3 }),
    above: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ basisPoints, floor, above }) => ({
    ...{ kind: 'percent', ...source, basisPoints, floor: minorUnits(floor) },
    ceiling: minorUnits(Math.max(1, floor + above)),
  }));

function steps(most: number): fc.Arbitrary<readonly PurchaseStep[]> {
  const amounts = fc.integer({ min: 1, max: 12 }).map(minorUnits);
  const step = fc.record({
    purchases: fc.integer({ min: 1, max: 6 }).map(minorUnits),
    minor: amounts,
  });
  return fc
    .uniqueArray(step, { minLength: 1, maxLength: most, selector: (one) => one.purchases })
    .map((all) => [...all].sort((a, b) => a.purchases - b.purchases));
}

/** So many bands of small purchases at most, which may fall. */
export function purchaseBands(most: number): fc.Arbitrary<PurchaseBands> {
  return steps(most).map((bands) => ({ kind: 'purchase-bands', of, bands }));
}

/** Ladders by small purchases. */
export const ladders: fc.Arbitrary<PurchaseLadder> = fc
  .record({ over: fc.constantFrom('code', 'lineage', 'person', 'campaign'), steps: steps(3) })
  .map((one) => ({ kind: 'purchase-ladder', of, ...one }));

/** A purchase is waited for, of whatever amount or of a least one. */
export const waiting: fc.Arbitrary<WhenTerms> = fc.integer({ min: 0, max: 3 }).map((least) => ({
  milestones: [
    least === 0
      ? 'registered'
      : {
          ...{ milestone: 'registered', times: 1, withinMs: null },
          atLeast: { minor: minorUnits(least), property: null },
        },
  ],
  condition: null,
}));
