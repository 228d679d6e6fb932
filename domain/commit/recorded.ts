import type { ShareVia } from '../campaign/terms.ts';
import type { Rejection } from '../code/rejection.ts';
import type { CodeId, Digest, RewardId, SubjectId } from '../ids.ts';
import type { Judgement } from '../policy/policy.ts';
import type { Instant } from '../time.ts';
import type { EventRow, RedemptionRow } from './rows.ts';

/** Something that a store has kept of what was asked of a code, enough to ask it again. */
export interface Recorded {
  readonly at: Instant;
  readonly code: RecordedCode;
  /** Whether nothing more is recorded of this code's line. */
  readonly isLast: boolean;
  readonly what: RecordedCommand;
}

/** What of a code is the same whatever the terms. */
export interface RecordedCode {
  readonly id: CodeId;
  readonly digest: Digest;
  readonly holder: SubjectId;
  readonly lineage: CodeId;
  readonly channel: string | null;
  readonly generation: number;
  readonly issuedAt: Instant;
  /** When the first code of its line was issued, under whose terms all of them are. */
  readonly lineIssuedAt: Instant;
}

/** Bodies of commands are not kept, so this is what their rows and events still say of them. */
export type RecordedCommand =
  | RecordedUse
  | { readonly kind: 'close'; readonly as: 'confirm' | 'release'; readonly of: RedemptionRow }
  | { readonly kind: 'correct'; readonly as: 'cancel' | 'reopen'; readonly of: RedemptionRow }
  | { readonly kind: 'decide'; readonly as: 'approve' | 'refuse'; readonly of: RedemptionRow }
  | {
      readonly kind: 'milestone';
      readonly milestone: string;
      readonly of: RedemptionRow;
      /** What its event says: the purchase, and each property by `milestone.property`. */
      readonly said: EventRow['data'];
    }
  | { readonly kind: 'share'; readonly via: ShareVia }
  | {
      readonly kind: 'verify';
      readonly subject: SubjectId;
      readonly check: string;
      readonly result: 'passed' | 'failed';
    }
  | { readonly kind: 'revise'; readonly hits: number }
  | { readonly kind: 'reset' }
  | { readonly kind: 'revoke'; readonly ban: boolean }
  | {
      readonly kind: 'reverse';
      readonly reward: RewardId;
      /** In minor units; null where it was all that was left. */
      readonly part: number | null;
      readonly of: RedemptionRow;
    };

/** A redemption or reservation: with its row where it was accepted, or with why it was refused. */
export interface RecordedUse {
  readonly kind: 'use';
  readonly as: 'redeem' | 'reserve';
  readonly of: RedemptionRow | null;
  readonly refused: Rejection | null;
  /** Kept where a rule fired. */
  readonly judgement: Judgement | null;
  /** Digest of the risk policy that was in force. */
  readonly policy: Digest | null;
}
