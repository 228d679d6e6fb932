import type { PurchaseStep } from '../campaign/terms.ts';
import type { Asset, MinorUnits } from '../money.ts';

/** Of which purchase a reward is a percentage or a band, as its terms said, so that it can be worked out anew. */
export type PartOfPurchase = PercentOfPurchase | BandOfPurchase;

/** The purchase in minor units of its currency: less than was reported, where some of it was refunded. */
interface Purchase {
  readonly of: MinorUnits;
  /** What it is of, where that is not what the reward is of. */
  readonly currency?: Asset;
}

interface PercentOfPurchase extends Purchase {
  readonly basisPoints: number;
  readonly floor: MinorUnits;
  readonly ceiling: MinorUnits;
}

interface BandOfPurchase extends Purchase {
  readonly bands: readonly PurchaseStep[];
}
