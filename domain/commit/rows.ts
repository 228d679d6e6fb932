import type { PointsExpiry } from '../campaign/points.ts';
import type { ExclusionTerms, PayoutTerms, RewardKind, Side } from '../campaign/terms.ts';
import type { CodeState } from '../code/state.ts';
import type { ByHand, CommandKind } from '../code/command.ts';
import type { Outcome } from '../code/outcome.ts';
import type { Screening } from '../content/words.ts';
import type {
  CampaignId,
  CodeId,
  Digest,
  OpId,
  RewardId,
  RowId,
  StreamId,
  SubjectId,
} from '../ids.ts';
import { minorUnits, type Asset, type MinorUnits } from '../money.ts';
import type { Judgement } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import type { CountedPurchases, LadderStep } from './ladder.ts';
import type { PartOfPurchase } from './part-of-purchase.ts';
import type { Report } from './report.ts';
import type { BeyondLimit, ReviewProposal } from './review.ts';

/** One code as it is stored. `revision` grows by one with each commit that changes anything. */
export interface CodeRow {
  readonly id: CodeId;
  readonly campaign: CampaignId;
  readonly digest: Digest;
  readonly holder: SubjectId;
  /** The first code of the line of successors; equal to `id` for that one. */
  readonly lineage: CodeId;
  readonly predecessor: CodeId | null;
  readonly successor: CodeId | null;
  readonly channel: string | null;
  readonly parameters: Readonly<Record<string, string>>;
  /** Of its holder: what each of its values has behind the campaign's prefix. Empty for none. */
  readonly personalPrefix: string;
  /** Names the code in figures; says nothing about its value or holder. */
  readonly trackingId: string;
  readonly revision: number;
  readonly state: CodeState;
}

/** The stored answer to one operation. */
export interface OperationRow {
  readonly opId: OpId;
  readonly kind: CommandKind;
  readonly bodyHash: string;
  readonly outcome: Outcome;
  /** Digest of the risk policy that was in force. */
  readonly policy: Digest | null;
  readonly at: Instant;
}

/**
 * `redeemed`, `reserved` and `review` take one use of the code and the person's one redemption; so does
 * `spent`, which is cancelled under terms that keep the use.
 */
export type RedemptionState =
  'reserved' | 'review' | 'redeemed' | 'released' | 'refused' | 'cancelled' | 'spent';

export interface RedemptionRow {
  readonly id: RowId;
  readonly code: CodeId;
  readonly inviter: SubjectId;
  readonly invitee: SubjectId;
  readonly state: RedemptionState;
  readonly at: Instant;
  readonly channel: string | null;
  readonly share: string | null;
  readonly region: string | null;
  /** The live session that it belongs to. */
  readonly stream?: StreamId | null;
  /** End of a reservation. */
  readonly reservedUntil: Instant | null;
  /** Milestones reached so far, `redeemed` included. Bounded by the campaign's list. */
  readonly milestones: readonly string[];
  readonly purchaseAmountMinor: number | null;
  /** Of the code's terms: the group in which this is the person's one redemption. */
  readonly exclusion: ExclusionTerms | null;
  /** Reports that a reward counts or reads, in the order in which they came. */
  readonly reports: readonly Report[];
  /** Set when the redemption was attributed by hand. */
  readonly byHand: ByHand | null;
  /** Keys of the ladders in which it is counted. */
  readonly counted: readonly string[];
  /** What of its purchases is counted in ladders, by their keys; left out: nothing. */
  readonly purchases?: Readonly<Record<string, CountedPurchases>> | null;
  /** Set once it was cancelled. */
  readonly cancelled: Cancelled | null;
}

/** By whom and why a redemption was cancelled, and what may come back when it is reopened. */
export interface Cancelled extends ByHand {
  readonly at: Instant;
  /** Its own rewards that were taken back. */
  readonly rewards: readonly RewardId[];
  /** The redemption that it was reopened as. */
  readonly reopenedAs: RowId | null;
}

/** Whether a redemption has given its use and its invitee's place back. */
export function isClosed(state: RedemptionState): boolean {
  return state === 'released' || state === 'refused' || state === 'cancelled';
}

/** Whether a redemption takes a use of its code and its invitee's one place in the campaign. */
export function isLive({ state }: RedemptionRow): boolean {
  return !isClosed(state);
}

/**
 * `held`: waits for `dueAt`. `due`: to be delivered. `paid`: delivered, its hold posted.
 * `voided`: taken back before; `reversed`: taken back after. What a provider is doing with a due
 * reward is the payout row's state, not this one's.
 */
export type RewardState = 'held' | 'due' | 'paid' | 'voided' | 'reversed';

export interface RewardRow {
  readonly id: RewardId;
  readonly code: CodeId;
  readonly lineage: CodeId;
  readonly redemption: RowId;
  readonly reward: string;
  readonly kind: RewardKind;
  readonly side: Side;
  readonly beneficiary: SubjectId;
  readonly asset: Asset;
  /** What is paid of it, or was: a part that is taken back before makes it smaller. */
  readonly minor: MinorUnits;
  /** How much of it was taken back in parts after it was paid. */
  readonly refunded: MinorUnits;
  /** How much of it has settled a debt; the rest is paid. 0 until it falls due. */
  readonly setOff: MinorUnits;
  readonly state: RewardState;
  readonly timing: PayoutTerms['timing'];
  readonly grantedAt: Instant;
  /** Of `after-stream`: when it is paid at the earliest; it waits for its stream as well. */
  readonly dueAt: Instant;
  /** Of `after-stream`: whose end it waits for. */
  readonly stream?: StreamId | null;
  /** Of a random reward: which draw its packet is from, and which of its packets, from 1 on. */
  readonly draw: string | null;
  readonly packet: number | null;
  /** Of points that expire: when, as its terms said. */
  readonly expiry?: PointsExpiry | null;
  /** Of a percentage or a band of a purchase: how it was worked out, and what is left of the purchase. */
  readonly percent?: PartOfPurchase | null;
  /** What it took of which counter, so that taking it back gives back the same. */
  readonly took: Readonly<Record<string, number>>;
  /** Of a step: the key of its ladder, and how many invitees it is for, or which sum of their purchases. */
  readonly ladder: LadderStep | null;
}

/** Whether a reward was not taken back. */
export function stands({ state }: Pick<RewardRow, 'state'>): boolean {
  return state === 'held' || state === 'due' || state === 'paid';
}

/** How much of a reward somebody has, or is to have. */
export function leftOf({ minor, refunded }: Pick<RewardRow, 'minor' | 'refunded'>): MinorUnits {
  return minorUnits(minor - refunded);
}

/**
 * Delivery of due rewards by a provider. `gathering`: its person's rewards have not reached the minimum;
 * `gathered`: it is a part of a payout of several rewards, which has a state of its own.
 */
export type PayoutState =
  | 'due'
  | 'intent'
  | 'sending'
  | 'paid'
  | 'failed'
  | 'unknown'
  | 'reconciled'
  | 'manual'
  | 'gathering'
  | 'gathered';

export interface ReviewRow {
  readonly id: RowId;
  readonly code: CodeId;
  readonly redemption: RowId;
  readonly rules: readonly string[];
  /** The rewards that would go beyond limits, where that has opened it; empty where rules have. */
  readonly beyond: readonly BeyondLimit[];
  readonly openedAt: Instant;
  readonly dueAt: Instant;
  /** What happens when nobody decides by `dueAt`. */
  readonly otherwise: 'approve' | 'refuse';
  readonly state: 'open' | 'approved' | 'refused';
  readonly decidedBy: string | null;
  readonly note: string | null;
  /** Whether two people have to agree on it, and what the first of them says. */
  readonly secondPerson: boolean;
  readonly proposed: ReviewProposal | null;
}

/** Something that happened, for figures and for reading up; never changed. */
export interface EventRow {
  readonly id: RowId;
  readonly kind:
    | 'issued'
    | 'woken'
    | 'click'
    | 'share'
    | 'redemption'
    | 'reservation'
    | 'cancellation'
    | 'reopening'
    | 'milestone'
    | 'reward'
    | 'review'
    | 'verification'
    | 'reminder'
    | 'status'
    | 'refresh'
    | 'renewal'
    | 'reset'
    | 'wording'
    | 'version';
  readonly at: Instant;
  readonly channel: string | null;
  readonly share: string | null;
  readonly subject: SubjectId | null;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

/**
 * An immutable ledger record with its one posting: `minor` of `asset` moves from `source` to
 * `destination`. A `hold` is pending until exactly one `post`, `void` or `expire` closes it. A
 * `lower` takes a part of it back before. A `charge` is for a renewal. `owe` makes a debt of what was paid and taken back; `set-off` and
 * `repay` settle it by a later reward, `clear` takes off what came back to the provider, and `forgive` does without either. `reserve` and those after
 * it are of points that somebody has.
 */
export interface EntryRow {
  readonly kind:
    | 'fund'
    | 'hold'
    | 'post'
    | 'void'
    | 'lower'
    | 'expire'
    | 'reverse'
    | 'charge'
    | 'owe'
    | 'set-off'
    | 'repay'
    | 'clear'
    | 'forgive'
    | 'reserve'
    | 'spend'
    | 'release'
    | 'lapse'
    | 'cover'
    | 'recover';
  readonly reward: RewardId | null;
  readonly source: string;
  readonly destination: string;
  readonly asset: Asset;
  readonly minor: MinorUnits;
  readonly at: Instant;
  readonly reason: string;
  readonly actor: string | null;
}

/** A message to a person, delivered by the notifier under its key. */
export interface MessageRow {
  readonly key: string;
  readonly to: SubjectId;
  readonly template:
    'reminder' | 'expired' | 'replaced' | 'refreshed' | 'renewed' | 'renewal-refused';
  readonly data: Readonly<Record<string, string | number | null>>;
  readonly at: Instant;
}

/** Why an operation was answered as it was. */
export interface DecisionRow {
  readonly opId: OpId;
  readonly judgement: Judgement;
  readonly at: Instant;
}

/** A wording that a code was given, sealed, with what was found in it by which version of the word list. */
export interface WordingRow extends Screening {
  /** The operation that brought it; `issue` for what the code was issued with. */
  readonly opId: OpId | 'issue';
  readonly sealed: string;
  readonly at: Instant;
}
