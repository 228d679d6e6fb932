import { expect, test } from 'vitest';

import { compareTerms } from '../../compare/compare-terms.ts';
import type { Terms, VariantTerms } from '../../domain/campaign/terms.ts';
import type { Digest } from '../../domain/ids.ts';
import { termsLike } from '../support/terms.ts';

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
