/** A step of a ladder that somebody has reached; a sum is in minor units of what is paid in. */
export type LadderStep =
  | { readonly key: string; readonly invitees: number }
  | { readonly key: string; readonly purchases: number };

/** What a ladder's counter has to have come to for a step. */
export function stepOf(step: LadderStep): number {
  return 'invitees' in step ? step.invitees : step.purchases;
}

/** What of a redemption's purchases one ladder has counted. */
export interface CountedPurchases {
  /** In minor units of what is paid in. */
  readonly minor: number;
  /** What of them it never counts, by what its reward waits for; absent for none. Refunds come off it first. */
  readonly beside?: number;
  /** How often a side was rewarded for it: each of these rewards has an id of its own. */
  readonly steps: number;
}
