import type { Terms } from '../campaign/terms.ts';
import type { CampaignId, CodeId, OpId, ProofId, RewardId, RowId, SubjectId } from '../ids.ts';
import type { UseCommand } from '../code/command.ts';
import type { Running } from '../code/refusal.ts';
import type { MinorUnits } from '../money.ts';
import type { FactValue } from '../policy/facts.ts';
import type { Certificate } from '../policy/certificate.ts';
import type { PartyKey } from '../policy/party.ts';
import type { RiskPolicy } from '../policy/policy.ts';
import type { Packets } from '../reward/packets.ts';
import type { Tie } from '../policy/ties.ts';
import type { Stream } from '../stream/stream.ts';
import type { Instant } from '../time.ts';
import type { BorderFacts } from './border.ts';
import type { StandingStep } from './overhang.ts';
import type { Standings } from './relation.ts';
import type { Suspension } from './sanction.ts';
import type { CodeRow, RedemptionRow, ReviewRow, RewardRow } from './rows.ts';
import type { OperationRow } from './rows.ts';

/** Everything that deciding a batch may look at; gathered once for the batch, by a store. */
export interface Facts {
  /** The workflow's time. */
  readonly now: Instant;
  readonly terms: Terms;
  readonly policy: RiskPolicy;
  /** A version that is tried beside it, without effect; null: none. */
  readonly shadow: RiskPolicy | null;
  /** With the instant up to which counters of stretches that had ended by then are gone. */
  readonly campaign: Running & { readonly countersGoneUntil: Instant };
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
  /**
   * Of these rewards, those whose payout can be stopped whole: refused for good, gathering still, or in one of
   * several that nobody has taken up.
   */
  readonly payoutsStoppable: ReadonlySet<RewardId>;
  /** Of these rewards, those whose payout no provider was ever asked for under its key, so that it can be smaller. */
  readonly payoutsUnsent: ReadonlySet<RewardId>;
  /** Of these rewards, how much of each was owed once it was taken back; none whose money came back after that. */
  readonly owedOf: ReadonlyMap<RewardId, MinorUnits>;
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
   * Who invited the holder to the campaign, then who invited that one, and so on: level 2, 3, … As many as
   * rewards and rules read, or relations trace; empty where none does.
   */
  readonly uplines: readonly SubjectId[];
  /** Where the holder and the comers stand; null where relations are not traced, or nobody comes. */
  readonly standings: Standings | null;
  /** Keys of debts that are open, of people for whom this batch may make a reward due. */
  readonly debts: ReadonlySet<string>;
  /** The packets of each draw of the terms; empty where no reward is random. */
  readonly packets: Packets;
  /** Who asks in this batch, and the campaign itself, by their keys. */
  readonly parties: ReadonlyMap<PartyKey, PartyFacts>;
  /** Ties around the batch's invitees and their inviter; empty where no rule reads them. */
  readonly ties: readonly Tie[];
  /** When each invitee last clicked on a code of this line, in the last day; empty where no rule reads it. */
  readonly clicks: ReadonlyMap<SubjectId, Instant>;
  /** The latest result of the inviter's check `binding`; null where there is none. */
  readonly inviterBound: boolean | null;
  /** What stands against the inviter, so that nobody can use their codes; null where nothing does, or nobody comes. */
  readonly inviterSuspension: Suspension | null;
  /** By which the inviter belongs to groups of the policy's whitelist now. */
  readonly inviterCertificates: readonly Certificate[];
  /** What is said of a use in place of what rows tell, where a situation is tried out; empty in a commit. */
  readonly said: Readonly<Record<string, FactValue>>;
  /**
   * Steps that stand, through whichever code, of the ladders that the batch may leave or of which it may reach
   * one. Read once counters are locked: until the end of the transaction none is added to them.
   */
  readonly stepsStanding: readonly StandingStep[];
  /** The proofs that uses of the batch come with, by their operations; empty where none is wanted. */
  readonly proofs: ReadonlyMap<OpId, Proof>;
  /**
   * Streams of whoever the code belongs to, to which something can still be added; empty where there are
   * none, or nobody comes.
   */
  readonly streams: readonly Stream[];
  /** Null where no rules follow the region, or nobody comes. */
  readonly border: BorderFacts | null;
  /**
   * Of uses that state the inviter's phone, by their operations: whether it is the one that is known of
   * the holder. Of a holder of whom none is known it is not. Empty where nobody asks for it.
   */
  readonly statedPhones: Pick<ReadonlyMap<OpId, boolean>, 'get'>;
  /** An id for a successor, in case one is made. */
  readonly freshCodeId: CodeId;
}

/** That a one-time password or a dynamic code was entered rightly, for one use of a code of this line. */
export interface Proof {
  readonly id: ProofId;
  readonly operation: UseCommand['kind'];
  /** Blind index of the phone that it was sent to; null where it was sent to none. */
  readonly phone: string | null;
  /** Exclusive. */
  readonly until: Instant;
  /** Whether a use rests on it already. */
  readonly isUsed: boolean;
}

/** A redemption in another campaign of the same exclusion group. */
export interface Rival {
  readonly campaign: CampaignId;
  readonly priority: number;
}

export interface PartyFacts {
  /** Look-ups in `(now - 1 h, now]` by sixty minutes of the clock, this one included. */
  readonly requestsLastHour: number;
  /** Of these, those that found no code. */
  readonly failuresLastHour: number;
  readonly frozenUntil: Instant | null;
  readonly isBanned: boolean;
  /** How many times it was sanctioned, those left out that were lifted. */
  readonly timesFrozen: number;
  /** The rules that earned what stands; none where operations gave it. */
  readonly earnedBy: readonly string[];
  /** All sanctions that there ever were. */
  readonly sanctions: number;
}

/** Of a party of which nothing is known. */
export const nothingKnown: PartyFacts = {
  requestsLastHour: 0,
  failuresLastHour: 0,
  frozenUntil: null,
  isBanned: false,
  timesFrozen: 0,
  earnedBy: [],
  sanctions: 0,
};

/** A counter that money and caps are taken from; `max` null only counts. */
export interface Counter {
  readonly used: number;
  readonly max: number | null;
}
