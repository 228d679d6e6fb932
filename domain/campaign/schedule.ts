import type { Asset, MinorUnits } from '../money.ts';

/** Over what caps and ladders count: one code, its lineage, one person, the whole campaign. */
export type Scope = 'code' | 'lineage' | 'person' | 'campaign';

/**
 * How much is earned by the n-th invitee who qualifies, counted over `over`:
 * `each`: the same every time; `bands`: the amount of the band that n falls in; `ladder`: once at
 * each step; `decay`: at every `every`-th, `first`, then `keepPercent` of the amount before,
 * rounded down, never below `floor`. All others do not go by n.
 */
export type Schedule =
  | { readonly kind: 'each'; readonly minor: MinorUnits }
  | { readonly kind: 'bands'; readonly over: Scope; readonly bands: readonly Step[] }
  | { readonly kind: 'ladder'; readonly over: Scope; readonly steps: readonly Step[] }
  | {
      readonly kind: 'decay';
      readonly over: Scope;
      readonly every: number;
      readonly first: MinorUnits;
      readonly keepPercent: number;
      readonly floor: MinorUnits;
    }
  | PurchaseLadder
  | PurchaseBands
  | PercentSchedule
  | RandomSchedule;

/** Where the amount of a purchase is found in what services report. */
export interface PurchaseSource {
  readonly milestone: string;
  /** Which property has the amount; null: the reported purchase. */
  readonly property: string | null;
  readonly asset: Asset;
}

/** Once at each step, when what invitees have paid together comes to it; one report may reach several. */
export interface PurchaseLadder {
  readonly kind: 'purchase-ladder';
  readonly over: Scope;
  readonly of: PurchaseSource;
  readonly steps: readonly PurchaseStep[];
}

/** The amount of the band that the invitee's purchase falls in, the last one reported; below the first band, none. */
export interface PurchaseBands {
  readonly kind: 'purchase-bands';
  readonly of: PurchaseSource;
  readonly bands: readonly PurchaseStep[];
}

/** From a purchase of so much on (bands), or at a sum of so much (ladder), this amount. Ascending. */
export interface PurchaseStep {
  /** In minor units of the purchase's currency. */
  readonly purchases: MinorUnits;
  readonly minor: MinorUnits;
}

/**
 * A part of the amount of a milestone's last report, rounded down and kept within its bounds; of none, the floor. Of
 * points: of the amount in whole units of its currency, so that 100 % is one point for each of them.
 */
export interface PercentSchedule {
  readonly kind: 'percent';
  readonly milestone: string;
  /** Which property has the amount; null: the reported purchase. */
  readonly property: string | null;
  /** What the purchase is of, where that is not what the reward is of. */
  readonly currency?: Asset;
  /** Hundredths of a percent. */
  readonly basisPoints: number;
  readonly floor: MinorUnits;
  readonly ceiling: MinorUnits;
}

/**
 * `total` split into so many packets, each within its bounds, by a secret seed that is committed to
 * when a version is published. Whoever qualifies draws the next one.
 */
export interface RandomSchedule {
  readonly kind: 'random';
  readonly packets: number;
  readonly total: MinorUnits;
  readonly least: MinorUnits;
  readonly most: MinorUnits;
}

/** From the `invitees`-th invitee on (bands), or at it (ladder), this amount. Ascending. */
export interface Step {
  readonly invitees: number;
  readonly minor: MinorUnits;
}
