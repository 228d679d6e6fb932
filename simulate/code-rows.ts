import type { OperationRow, RedemptionRow, ReviewRow, RewardRow } from '../domain/commit/rows.ts';
import type { OpId, RewardId, RowId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import { isTimedByCode } from '../rules/decide/book.ts';
import { Heap } from './heap.ts';

/** A row of a code that will run out by itself, unless it is closed before. */
export type Waiting =
  | { readonly kind: 'reward'; readonly at: Instant; readonly id: RewardId }
  | { readonly kind: 'redemption' | 'review'; readonly at: Instant; readonly id: RowId };

const noOperations: ReadonlyMap<OpId, OperationRow> = new Map();

/** The rows of one code, and which of them run out next. */
export class CodeRows {
  readonly redemptions: RowId[] = [];
  readonly rewards: RewardId[] = [];
  readonly reviews: RowId[] = [];
  private answered: Map<OpId, OperationRow> | null = null;
  private waiting: Heap<Waiting> | null = null;

  /** Empty in a store that keeps no answers. */
  get operations(): ReadonlyMap<OpId, OperationRow> {
    return this.answered ?? noOperations;
  }

  putOperation(row: OperationRow): void {
    this.answered ??= new Map();
    this.answered.set(row.opId, row);
  }

  addReward(row: RewardRow): void {
    this.rewards.push(row.id);
    const at = rewardDeadline(row);
    if (at !== null) this.wait({ kind: 'reward', at, id: row.id });
  }

  putRedemption(row: RedemptionRow, before: RedemptionRow | undefined): void {
    if (before === undefined) this.redemptions.push(row.id);
    const at = reservationDeadline(row);
    if (at !== null && at !== (before && reservationDeadline(before))) {
      this.wait({ kind: 'redemption', at, id: row.id });
    }
  }

  addReview(row: ReviewRow): void {
    this.reviews.push(row.id);
    const at = reviewDeadline(row);
    if (at !== null) this.wait({ kind: 'review', at, id: row.id });
  }

  /**
   * The rows that ran out by `now` and are still open, and when the next one after them does.
   * `isOpen` says whether a row still waits for its time.
   */
  overdue(
    now: Instant,
    isOpen: (waiting: Waiting) => boolean,
  ): { readonly rows: readonly Waiting[]; readonly later: Instant | null } {
    const { waiting } = this;
    if (waiting === null) return { rows: [], later: null };
    const rows: Waiting[] = [];
    let first = waiting.peek();
    while (first !== undefined && (first.at <= now || !isOpen(first))) {
      waiting.pop();
      if (isOpen(first)) rows.push(first);
      first = waiting.peek();
    }
    // Whoever asks only looks; the commit that closes them comes after.
    for (const row of rows) waiting.push(row);
    return { rows, later: first?.at ?? null };
  }

  private wait(row: Waiting): void {
    this.waiting ??= new Heap<Waiting>((a, b) => a.at < b.at);
    this.waiting.push(row);
  }
}

/** When a reward falls due by its code's timer; null where it does not wait for that. */
export function rewardDeadline({ state, timing, dueAt }: RewardRow): Instant | null {
  return state === 'held' && isTimedByCode(timing) ? dueAt : null;
}

/** When a reservation runs out; null where it is closed. */
export function reservationDeadline({ state, reservedUntil }: RedemptionRow): Instant | null {
  return state === 'reserved' ? reservedUntil : null;
}

/** When a review is decided by itself; null where it is closed. */
export function reviewDeadline({ state, dueAt }: ReviewRow): Instant | null {
  return state === 'open' ? dueAt : null;
}
