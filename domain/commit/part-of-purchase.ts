import type { PurchaseStep } from '../campaign/terms.ts';
import type { MinorUnits } from '../money.ts';

/** Of which purchase a reward is a percentage or a band, as its terms said, so that it can be worked out anew. */
export type PartOfPurchase = PercentOfPurchase | BandOfPurchase;

/** The purchase in minor units of the reward's asset: less than was reported, where some of it was refunded. */
interface Purchase {
  readonly of: MinorUnits;
}

interface PercentOfPurchase extends Purchase {
  readonly basisPoints: number;
  readonly floor: MinorUnits;
  readonly ceiling: MinorUnits;
}

interface BandOfPurchase extends Purchase {
  readonly bands: readonly PurchaseStep[];
}
