import { plus, type Duration, type Instant } from '../time.ts';

/** How long points may be spent: so long after they took effect, or until an instant (exclusive). */
export type PointsExpiry =
  { readonly kind: 'after'; readonly ms: Duration } | { readonly kind: 'at'; readonly at: Instant };

/** When points that took effect at `at` expire (exclusive); null: never. */
export function pointsEnd(expiry: PointsExpiry | null | undefined, at: Instant): Instant | null {
  if (expiry === null || expiry === undefined) return null;
  return expiry.kind === 'at' ? expiry.at : plus(at, expiry.ms);
}

/** The redemption cap: how many points a person may spend. What is left out is not bounded. */
export interface PointsTerms {
  /** In one purchase: so many at most, and no more than this share of its price. */
  readonly perSpend?: { readonly atMost?: number; readonly percent?: number };
  /** In a day, and in a month, of the campaign's clock. */
  readonly perDay?: number;
  readonly perMonth?: number;
  readonly inAll?: number;
}
