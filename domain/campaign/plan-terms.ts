import type { AssetAmount } from './batch-terms.ts';

/** What a campaign is planned to come to over its whole life. No decision reads it. */
export interface PlanTerms {
  /** Codes that are issued, successors not counted. */
  readonly codes?: number;
  /** Invitees who reach each milestone; `redeemed` is one. */
  readonly invitees?: Readonly<Record<string, number>>;
  /** How many of those who redeem reach each milestone. */
  readonly conversion?: Readonly<Record<string, { readonly basisPoints: number }>>;
  /** What rewards come to in all. */
  readonly spend?: readonly AssetAmount[];
  /** What they come to for each invitee who redeems. */
  readonly costPerInvitee?: readonly AssetAmount[];
}
