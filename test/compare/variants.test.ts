import { expect, test } from 'vitest';

import { compareTerms } from '../../compare/compare-terms.ts';
import type { Terms, VariantTerms } from '../../domain/campaign/terms.ts';
import type { Digest } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { redPacket, termsLike } from '../support/terms.ts';

function withVariants(...listed: readonly [string, number, string | null][]): Terms {
  const variants = listed.map(([id, weight, segment]): VariantTerms => {
    return { id, weight, segment, digest: `${id} ${weight}` as Digest };
  });
  return termsLike({ variants });
}

test('variants that are added, taken away and weighted otherwise are told, a line each', () => {
  const before = withVariants(['a', 50, null], ['b', 40, null], ['c', 10, null]);
  const after = withVariants(['a', 50, null], ['b', 45, null], ['gold', 1, 'gold']);
  expect(compareTerms(before, after).changes).toMatchObject([
    {
      ...{ path: 'variants', reach: 'new-codes' },
      differences: [
        { path: 'variants.b', before: 'weight 40', after: 'weight 45' },
        { path: 'variants.c', before: 'weight 10', after: undefined },
        { path: 'variants.gold', before: undefined, after: 'weight 1, of segment gold' },
      ],
    },
  ]);
  expect(compareTerms(before, before).changes).toEqual([]);
});

/** Pays so much for each invitee, to at most five of one line. */
function paying(variant: string | undefined, minor: number): Terms {
  const caps = [
    { scope: 'lineage' as const, unit: 'count' as const, max: 5, sides: 'each' as const },
  ];
  const reward = {
    ...redPacket,
    schedule: { kind: 'each' as const, minor: minorUnits(minor) },
    caps,
  };
  const terms = termsLike({
    rewards: [reward],
    budget: [{ asset: redPacket.asset, minor: minorUnits(1e12) }],
  });
  return variant === undefined ? terms : { ...terms, variant };
}

test('the worst case is that of the dearest variant', () => {
  const before = { terms: paying(undefined, 100), variants: [paying('a', 100), paying('b', 200)] };
  const promised = (minor: number): number => minor * 5 * 1000 * 30;
  const beside = (after: readonly Terms[]): Parameters<typeof compareTerms>[2] => ({
    before: before.variants,
    after,
  });
  const dearer = compareTerms(
    before.terms,
    before.terms,
    beside([paying('a', 300), paying('b', 200)]),
  );
  expect(dearer).toMatchObject({
    changes: [],
    costs: [
      {
        before: { variant: 'b', promised: promised(200) },
        after: { variant: 'a', promised: promised(300) },
        raisedBy: promised(100),
      },
    ],
  });
  const own = compareTerms(before.terms, paying(undefined, 150), beside(before.variants));
  expect(own.changes).toMatchObject([{ path: 'rewards.red-packet.schedule', costs: [] }]);
  expect(own.costs).toMatchObject([{ raisedBy: 0 }]);
  const both = compareTerms(
    before.terms,
    paying(undefined, 150),
    beside([paying('a', 150), paying('b', 250)]),
  );
  expect(both.changes).toMatchObject([{ costs: [{ raisedBy: promised(50) }] }]);
});
