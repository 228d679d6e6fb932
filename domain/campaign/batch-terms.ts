import type { Asset, MinorUnits } from '../money.ts';
import type { Duration } from '../time.ts';

/** So much of one asset. */
export interface AssetAmount {
  readonly asset: Asset;
  readonly minor: MinorUnits;
}

/** What every payout batch of a campaign is held to. An asset that is not listed has no bound. */
export interface BatchTerms {
  /** What one batch may pay at most. */
  readonly max: readonly AssetAmount[];
  /** A batch of more than this of any asset waits so long for a second person; null: none does. */
  readonly approval: { readonly above: readonly AssetAmount[]; readonly withinMs: Duration } | null;
}
