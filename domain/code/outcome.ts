import type { Side } from '../campaign/terms.ts';
import type { HolderFinding } from '../content/words.ts';
import type { CodeId, Digest, RewardId, RowId, StreamId } from '../ids.ts';
import type { Asset, MinorUnits } from '../money.ts';
import type { Judgement, Threshold } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import type { Rejection } from './rejection.ts';
import type { CodeStatus } from './state.ts';

/** The answer to one command, stored under its operation id for ever. */
export type Outcome = Accepted | Rejection;

/** The command was carried out. */
export interface Accepted {
  readonly ok: true;
  readonly status: CodeStatus;
  readonly expiresAt: Instant | null;
  /** Of a share: whether it counted under the terms, and what it added in milliseconds. */
  readonly counted?: boolean;
  readonly extendedByMs?: number;
  readonly redemption?: RowId;
  readonly redemptionState?:
    'redeemed' | 'reserved' | 'review' | 'released' | 'refused' | 'cancelled' | 'spent';
  /** The live session that the redemption belongs to. */
  readonly stream?: StreamId;
  readonly reservedUntil?: Instant;
  readonly review?: RowId;
  readonly reviewDueAt?: Instant;
  /** Of a decision about a review on which a second person has to agree: what it proposes. */
  readonly proposed?: 'approve' | 'refuse';
  readonly rewards?: readonly RewardResult[];
  /** Of a correction: every reward that it took back, or the part of one. */
  readonly takenBack?: readonly TakenBack[];
  /** Rules of the risk policy that fired. */
  readonly rules?: readonly string[];
  /** Of whatever a policy judged, for operations: the digest of its version, whether any rule fired or none. */
  readonly policy?: Digest;
  /** Where any did, for operations: what they compare facts with. */
  readonly thresholds?: readonly Threshold[];
  /** The same: what these facts were. */
  readonly facts?: Judgement['facts'];
  /** Of a revised wording: the words that keep the code pending, and others that were found. */
  readonly findings?: readonly HolderFinding[];
  /** The code that answered, where it was not the one that was asked. */
  readonly forwardedTo?: CodeId;
}

/**
 * A reward, or a month of one, that was taken back: before it was paid, or after. `lowered` is of a part
 * that was taken back before.
 */
export interface TakenBack {
  readonly id: RewardId;
  readonly reward: string;
  readonly side: Side;
  readonly asset: Asset;
  readonly minor: MinorUnits;
  readonly state: 'voided' | 'lowered' | 'reversed';
  /** Of a part: how much of the reward is left. */
  readonly left?: MinorUnits;
}

/** Why a reward that was earned is not granted. */
export type RewardRefusal =
  | 'CAP_REACHED'
  | 'LIMIT_REACHED'
  | 'SHARED_LIMIT_REACHED'
  | 'BUDGET_EXHAUSTED'
  | 'CONDITION_NOT_MET'
  | 'EXCLUDED_BY_CAMPAIGN'
  | 'NO_INVITER_AT_LEVEL';

/** What came of one reward for one side. */
export type RewardResult =
  | {
      readonly granted: true;
      readonly reward: string;
      readonly side: Side;
      readonly id: RewardId;
      readonly asset: Asset;
      readonly minor: MinorUnits;
      readonly dueAt: Instant;
      /** Where it is paid after a stream: whose end it waits for. */
      readonly stream?: StreamId;
      readonly state: 'held' | 'due' | 'paid';
      /** How many months it is granted for, where it recurs: `minor` in each; due and state are the first's. */
      readonly months?: number;
      /** Of a percentage: the purchase that it is of, in minor units of its currency. */
      readonly purchase?: MinorUnits;
      /** Of a step of a ladder: how many invitees reached it. */
      readonly invitees?: number;
      /** Of a step of a ladder by purchases: what they came to, in minor units of what is paid in. */
      readonly purchases?: number;
      /** Which packet it is, where they are drawn at random: the first is 1. */
      readonly packet?: number;
    }
  | {
      readonly granted: false;
      readonly reward: string;
      readonly side: Side;
      readonly reason: RewardRefusal;
      /** Which cap or limit, in words: `5.00 CNY a lineage`. */
      readonly cap?: string;
    };
