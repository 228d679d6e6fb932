import type { Asset, MinorUnits } from '../money.ts';
import type { Duration } from '../time.ts';

/** So much of one asset. */
export interface AssetAmount {
  readonly asset: Asset;
  readonly minor: MinorUnits;
}

/** What payouts of a campaign are held to, most of it in batches. An asset that is not listed has no bound. */
export interface BatchTerms {
  /** What one batch may pay at most. */
  readonly max: readonly AssetAmount[];
  /** A batch of more than this of any asset waits so long for a second person; null: none does. */
  readonly approval: { readonly above: readonly AssetAmount[]; readonly withinMs: Duration } | null;
  /** What the rewards of one person must reach before any is sent, and then all at once. */
  readonly minimum?: readonly AssetAmount[];
  /** What becomes of less than that when nothing more can come: it is paid, unless it says so. */
  readonly atEnd?: 'keep';
}
