import type { Command } from '../code/command.ts';
import type { Screening } from '../content/words.ts';
import type { Outcome } from '../code/outcome.ts';
import type { CodeStatus } from '../code/state.ts';
import type { CampaignId, CodeId } from '../ids.ts';
import type { Instant } from '../time.ts';
import type { DeadlineKind } from '../code/deadline.ts';

/** What a workflow asks of the one commit point. No commands: only settle what is overdue. */
export interface CommitRequest {
  readonly campaign: CampaignId;
  readonly code: CodeId;
  /** As they arrived; each is checked again, and a malformed one gets its own outcome. */
  readonly commands: readonly Command[];
  /** The workflow's time. */
  readonly now: Instant;
}

/** Outcomes in the order of the commands, and the row as the workflow is to adopt it. */
export interface CommitResponse {
  readonly outcomes: readonly Outcome[];
  readonly snapshot: Snapshot;
}

/** What a workflow knows of its code's row. */
export interface Snapshot {
  readonly revision: number;
  readonly status: CodeStatus;
  readonly generation: number;
  readonly deadline: { readonly at: Instant; readonly kind: DeadlineKind } | null;
  readonly expiresAt: Instant | null;
  readonly settleAt: Instant | null;
  readonly shares: number;
  readonly redemptions: number;
  readonly uses: number;
  readonly reviewsOpen: number;
  readonly successor: CodeId | null;
  /** What was granted so far and not taken back, in words: `3.00 CNY`. */
  readonly granted: readonly string[];
}

/** A command with the hash of its body, by which a reused operation id is told from a repeated one. */
export interface Item {
  readonly command: Command;
  readonly bodyHash: string;
  /** Of a wording: what was found in it. */
  readonly screening?: Screening | undefined;
}
