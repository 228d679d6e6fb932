import type { Terms } from '../campaign/terms.ts';
import type { CodeId, OpId, RewardId, RowId, SourceId, SubjectId } from '../ids.ts';
import type { RiskPolicy } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import type { CodeRow, RedemptionRow, ReviewRow, RewardRow } from './rows.ts';
import type { OperationRow } from './rows.ts';

/** Everything that deciding a batch may look at; gathered once for the batch, by a store. */
export interface Facts {
  /** The workflow's time. */
  readonly now: Instant;
  readonly terms: Terms;
  readonly policy: RiskPolicy;
  readonly campaign: {
    readonly status: 'open' | 'paused' | 'closed';
    readonly startsAt: Instant;
    readonly endsAt: Instant | null;
  };
  readonly code: CodeRow;
  /** Stored answers for the operation ids in the batch. */
  readonly operations: ReadonlyMap<OpId, Pick<OperationRow, 'bodyHash' | 'outcome'>>;
  /** Redemptions of this campaign that the batch speaks of, live or not, by id. */
  readonly redemptions: ReadonlyMap<RowId, RedemptionRow>;
  /** Reviews that the batch speaks of or that are overdue. */
  readonly reviews: ReadonlyMap<RowId, ReviewRow>;
  /** Rewards that the batch speaks of (reverse), overdue ones, and all held ones on a revoke. */
  readonly rewards: ReadonlyMap<RewardId, RewardRow>;
  /** Codes of this campaign that an invitee of the batch clicked first or last in the window. */
  readonly touches: ReadonlyMap<SubjectId, { readonly code: CodeId; readonly at: Instant }>;
  /** Earliest deadline among the code's open rows that are not in this page of overdue ones. */
  readonly laterRowDeadline: Instant | null;
  /** Distinct invitees who redeemed this inviter's codes today, in the campaign's zone. */
  readonly inviterInvitationsToday: number;
  /** Today's passed checks of the inviter. */
  readonly inviterVerifiedToday: boolean;
  readonly sources: ReadonlyMap<SourceId, SourceFacts>;
  /** An id for a successor, in case one is made. */
  readonly freshCodeId: CodeId;
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
