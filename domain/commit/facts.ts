import type { Terms } from '../campaign/terms.ts';
import type { CampaignId, CodeId, OpId, RewardId, RowId, SourceId, SubjectId } from '../ids.ts';
import type { Running } from '../code/refusal.ts';
import type { RiskPolicy } from '../policy/policy.ts';
import type { Packets } from '../reward/packets.ts';
import type { Instant } from '../time.ts';
import type { CodeRow, RedemptionRow, ReviewRow, RewardRow } from './rows.ts';
import type { OperationRow } from './rows.ts';

/** Everything that deciding a batch may look at; gathered once for the batch, by a store. */
export interface Facts {
  /** The workflow's time. */
  readonly now: Instant;
  readonly terms: Terms;
  readonly policy: RiskPolicy;
  readonly campaign: Running;
  readonly code: CodeRow;
  /** Stored answers for the operation ids in the batch. */
  readonly operations: ReadonlyMap<OpId, Pick<OperationRow, 'bodyHash' | 'outcome'>>;
  /** Redemptions of this campaign that the batch speaks of, live or not, by id. */
  readonly redemptions: ReadonlyMap<RowId, RedemptionRow>;
  /** Reviews that the batch speaks of or that are overdue. */
  readonly reviews: ReadonlyMap<RowId, ReviewRow>;
  /**
   * Rewards that the batch speaks of (reverse), overdue ones, and all held ones on a revoke; where a
   * redemption is corrected, all of its rewards and every step of a ladder that stands.
   */
  readonly rewards: ReadonlyMap<RewardId, RewardRow>;
  /** Of these rewards, those whose payout the provider has refused for good. */
  readonly payoutsRefused: ReadonlySet<RewardId>;
  /**
   * The code that has the credit for each invitee of the batch whom a click within the window led to
   * one: the open code of the line that was clicked first. Clicks on codes of one's own do not count.
   */
  readonly touches: ReadonlyMap<SubjectId, { readonly code: CodeId; readonly at: Instant }>;
  /**
   * Whether the holder may have one more open code beside the others they have. Asked only where
   * `mayOpenOne` says so; true otherwise.
   */
  readonly holderHasRoom: boolean;
  /** Earliest deadline among the code's open rows that are not in this page of overdue ones. */
  readonly laterRowDeadline: Instant | null;
  /** Distinct invitees who redeemed this inviter's codes today, in the campaign's zone. */
  readonly inviterInvitationsToday: number;
  /** The checks that the inviter passed today, by the latest result of each, sorted. */
  readonly inviterChecksToday: readonly string[];
  /**
   * Of invitees of the batch: the live redemption of highest priority that they have in other
   * campaigns of the terms' exclusion group.
   */
  readonly rivals: ReadonlyMap<SubjectId, Rival>;
  /**
   * Who invited the holder to the campaign, then who invited that one: levels 2 and 3. Empty where
   * no reward is for them.
   */
  readonly uplines: readonly SubjectId[];
  readonly sources: ReadonlyMap<SourceId, SourceFacts>;
  /** The packets of each draw of the terms; empty where no reward is random. */
  readonly packets: Packets;
  /** An id for a successor, in case one is made. */
  readonly freshCodeId: CodeId;
}

/** A redemption in another campaign of the same exclusion group. */
export interface Rival {
  readonly campaign: CampaignId;
  readonly priority: number;
}

export interface SourceFacts {
  /** Look-ups in `(now - 1 h, now]`, this one included. */
  readonly requestsLastHour: number;
  readonly frozenUntil: Instant | null;
  readonly timesFrozen: number;
}

/** A counter that money and caps are taken from; `max` null only counts. */
export interface Counter {
  readonly used: number;
  readonly max: number | null;
}
