import type { CodeState } from '../code/state.ts';
import type { Outcome } from '../code/outcome.ts';
import type { PartyKey } from '../policy/party.ts';
import type { MinorUnits } from '../money.ts';
import type { CodeId, OpId, ProofId, RewardId, RowId, SubjectId } from '../ids.ts';
import type { Tie } from '../policy/ties.ts';
import type { Instant } from '../time.ts';
import type { Overhang } from './overhang.ts';
import type { RelationAlarmRow, RelationRow } from './relation.ts';
import type {
  DecisionRow,
  EntryRow,
  EventRow,
  MessageRow,
  OperationRow,
  RedemptionRow,
  ReviewRow,
  RewardRow,
  WordingRow,
} from './rows.ts';
import type { SanctionRow } from './sanction.ts';
import type { ShadowRow } from './shadow.ts';

/** What a batch came to: one outcome a command, and everything that must be written with it. */
export interface Decided {
  readonly outcomes: readonly Outcome[];
  /** False when nothing changed: every command was a repetition or was refused unrecorded. */
  readonly changed: boolean;
  readonly writes: Writes;
}

export interface Writes {
  readonly state: CodeState;
  readonly operations: ReadonlyMap<OpId, OperationRow>;
  readonly events: readonly EventRow[];
  /** Whole rows, new or changed, by id. */
  readonly redemptions: ReadonlyMap<RowId, RedemptionRow>;
  readonly rewards: ReadonlyMap<RewardId, RewardRow>;
  readonly reviews: ReadonlyMap<RowId, ReviewRow>;
  readonly entries: readonly EntryRow[];
  /** Rewards that became due and need a provider. */
  readonly payouts: readonly RewardId[];
  /** Payouts that nobody has sent, and what is to be sent of them from now on. */
  readonly payoutsLowered: ReadonlyMap<RewardId, MinorUnits>;
  /** Amounts taken from (positive) or given back to (negative) counters. */
  readonly counters: ReadonlyMap<string, { readonly delta: number; readonly max: number | null }>;
  /** Of other codes, which are to take steps back. */
  readonly overhangs: readonly Overhang[];
  /** Ladders of which this code has taken back what it was asked to. */
  readonly overhangsSettled: readonly string[];
  readonly messages: readonly MessageRow[];
  readonly decisions: readonly DecisionRow[];
  readonly shadows: readonly ShadowRow[];
  readonly wordings: readonly WordingRow[];
  readonly verifications: readonly {
    readonly subject: SubjectId;
    readonly check: string;
    readonly result: 'passed' | 'failed';
    readonly at: Instant;
  }[];
  readonly sanctions: ReadonlyMap<PartyKey, readonly SanctionRow[]>;
  /** With what people were seen. */
  readonly ties: readonly (Tie & { readonly seenAt: Instant })[];
  /** Proofs that uses rest on from now on, and by which operations. */
  readonly proofs: readonly { readonly id: ProofId; readonly opId: OpId }[];
  /** People who are bound to their inviters from now on. */
  readonly relations: readonly RelationRow[];
  readonly relationAlarms: readonly RelationAlarmRow[];
  readonly successor: Successor | null;
  /** Whether the code gets a new value, and until when the former one still leads to it. */
  readonly refresh: { readonly formerUntil: Instant } | null;
}

/** The code made at expiry. It is stored dormant. */
export interface Successor {
  readonly id: CodeId;
  readonly state: CodeState;
}
