import type { Duration, Instant } from '../time.ts';

/** Where a code is in its life; `docs/architecture.md` has the table of what each accepts. */
export const codeStatuses = [
  'dormant',
  'pending',
  'active',
  'frozen',
  'expired',
  'archived',
  'converted',
  'replaced',
  'revoked',
  'banned',
  'settled',
] as const;
export type CodeStatus = (typeof codeStatuses)[number];

/** The statuses to which redemption is still open, or can become so by itself. */
export const openStatuses = ['dormant', 'pending', 'active', 'frozen'] as const;
const open: ReadonlySet<CodeStatus> = new Set(openStatuses);

/** Whether redemption is still open to this status, or can become so by itself. */
export function isOpen(status: CodeStatus): boolean {
  return open.has(status);
}

/** What one code knows of itself: counters and deadlines, never lists, so its size is bounded. */
export interface CodeState {
  readonly status: CodeStatus;
  readonly generation: number;
  readonly issuedAt: Instant;
  /** Start of the present lifetime: issue, or the last reset. */
  readonly startedAt: Instant;
  /** Null: does not expire. */
  readonly expiresAt: Instant | null;
  /** Index into the terms' reminders of the one that comes next. */
  readonly remindersSent: number;
  readonly refreshAt: Instant | null;
  /** Set while frozen; null is until somebody unfreezes it. */
  readonly thawAt: Instant | null;
  /** What a thaw or an unfreeze returns to. */
  readonly frozenFrom: 'pending' | 'active' | null;
  /** When redemption was closed for good. */
  readonly endedAt: Instant | null;
  readonly settleAt: Instant | null;
  /** Until when a replaced code answers with its successor. */
  readonly forwardUntil: Instant | null;
  /** Earliest deadline among this code's rows: held rewards, reservations, reviews. */
  readonly rowDeadline: Instant | null;
  /** Listed words in the wording; the code is pending where these are more than the risk policy allows. */
  readonly wordingHits: number;
  readonly shares: number;
  /** Lifetime that shares and renewals have added. */
  readonly extendedMs: Duration;
  /** Uses taken: redeemed, reserved and in review together. */
  readonly uses: number;
  readonly redemptions: number;
  readonly reviewsOpen: number;
  readonly resets: number;
  /** How often use has asked for a renewal, granted or not; absent: never. */
  readonly renewals?: number | undefined;
  /** Of a code of a streamer: the latest minute of the clock in which it was used, and how often. */
  readonly minute?: { readonly startsAt: Instant; readonly uses: number } | undefined;
  /** Numbers this code's rows. */
  readonly rows: number;
  /** Minor units granted and not taken back, by asset. */
  readonly granted: Readonly<Record<string, number>>;
}

/**
 * A state with some changes. Written out field by field, so that all states have one shape for the
 * runtime: it copies and reads objects that were spread one from another ten times as slowly.
 */
export function changed(
  state: CodeState,
  changes: Partial<CodeState>,
  rows: number = state.rows,
): CodeState {
  const copy: CodeState = {
    status: state.status,
    generation: state.generation,
    issuedAt: state.issuedAt,
    startedAt: state.startedAt,
    expiresAt: state.expiresAt,
    remindersSent: state.remindersSent,
    refreshAt: state.refreshAt,
    thawAt: state.thawAt,
    frozenFrom: state.frozenFrom,
    endedAt: state.endedAt,
    settleAt: state.settleAt,
    forwardUntil: state.forwardUntil,
    rowDeadline: state.rowDeadline,
    wordingHits: state.wordingHits,
    shares: state.shares,
    extendedMs: state.extendedMs,
    uses: state.uses,
    redemptions: state.redemptions,
    reviewsOpen: state.reviewsOpen,
    resets: state.resets,
    renewals: state.renewals,
    minute: state.minute,
    rows,
    granted: state.granted,
  };
  return Object.assign(copy, changes);
}

/** The statuses in which a workflow has nothing left to do. */
export function isFinal(status: CodeStatus): boolean {
  return status === 'settled';
}

/** What a code with this wording is once it is awake, where so many hits are allowed. */
export function awakeStatus(
  state: Pick<CodeState, 'wordingHits'>,
  wordingHitsMax: number,
): 'pending' | 'active' {
  return state.wordingHits > wordingHitsMax ? 'pending' : 'active';
}

/** Whether anybody has shared or used the code. */
export function isTouched(state: CodeState): boolean {
  return state.shares > 0 || state.uses > 0 || state.redemptions > 0;
}
