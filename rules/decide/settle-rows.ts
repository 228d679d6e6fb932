import type { Terms } from '../../domain/campaign/terms.ts';
import { nextOwnDeadline, type OwnDeadline } from '../../domain/code/deadline.ts';
import { begun, pass } from '../../domain/code/settle.ts';
import type { RedemptionRow, ReviewRow, RewardRow } from '../../domain/commit/rows.ts';
import type { RowId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import type { Holding } from '../judge.ts';
import { approve, refuse } from './close.ts';
import { around } from './answer.ts';
import type { Draft } from './draft.ts';
import { giveBackUse } from './waiting.ts';
import { fallDue, isTimedByCode, takeBack } from './book.ts';

/** A row of the code whose time has come. */
type Overdue =
  | { readonly at: Instant; readonly kind: 'reward'; readonly row: RewardRow }
  | { readonly at: Instant; readonly kind: 'reservation'; readonly row: RedemptionRow }
  | { readonly at: Instant; readonly kind: 'review'; readonly row: ReviewRow };

/**
 * Passes every deadline up to now in order of time, the code's own and its rows', each as of its
 * own instant; then wakes a code that is still dormant. What is late changes nothing by being late.
 */
export function settle(draft: Draft, overdueRewards: ReadonlyMap<RowId, Holding>): void {
  const { now } = draft.facts;
  let rows = overdueRows(draft, now);
  for (;;) {
    const own = ownDeadline(draft);
    const row = rows[0];
    // A code is settled after all its rows.
    if (row !== undefined && (own === null || row.at <= own.at || own.kind === 'settled')) {
      rows.shift();
      settleRow(draft, row, overdueRewards);
      // What an approved review grants may itself be overdue.
      if (row.kind === 'review') rows = overdueRows(draft, now);
    } else if (own !== null && own.at <= now) {
      draft.adopt(pass(termsAtEnd(draft), draft.period, draft.state, own), own.at);
    } else break;
  }
  draft.adopt(begun(around(draft), draft.state), now);
}

/** Whoever was issued a code between this one's end and now has what a successor would be for. */
function termsAtEnd({ facts, terms }: Draft): Terms {
  const isFull = terms.validity.onExpiry.action === 'regenerate' && !facts.holderHasRoom;
  return isFull
    ? { ...terms, validity: { ...terms.validity, onExpiry: { action: 'expire' } } }
    : terms;
}

/** A code is not settled before its rows are closed. */
function ownDeadline(draft: Draft): OwnDeadline | null {
  const next = nextOwnDeadline(draft.terms, draft.state);
  return next?.kind === 'settled' && draft.state.rowDeadline !== null ? null : next;
}

function overdueRows(draft: Draft, now: Instant): Overdue[] {
  const { redemptions, reviews } = draft.facts;
  if (redemptions.size + reviews.size + draft.rewards.sizeMax === 0) return [];
  const open: Overdue[] = [
    ...draft.rewards.all().flatMap(whenDue),
    ...[...redemptions.keys()].flatMap((id) => whenReservationEnds(draft, id)),
    ...[...reviews.keys()].flatMap((id) => whenReviewEnds(draft, id)),
  ];
  return open
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at || (a.row.id < b.row.id ? -1 : 1));
}

function whenDue(row: RewardRow): Overdue[] {
  const waits = row.state === 'held' && isTimedByCode(row.timing);
  return waits ? [{ at: row.dueAt, kind: 'reward', row }] : [];
}

function whenReservationEnds(draft: Draft, id: RowId): Overdue[] {
  const row = draft.redemptions.get(id);
  const isOwn = row?.code === draft.facts.code.id;
  if (!isOwn || row.state !== 'reserved' || row.reservedUntil === null) return [];
  return [{ at: row.reservedUntil, kind: 'reservation', row }];
}

function whenReviewEnds(draft: Draft, id: RowId): Overdue[] {
  const row = draft.reviews.get(id);
  return row?.state === 'open' ? [{ at: row.dueAt, kind: 'review', row }] : [];
}

function settleRow(draft: Draft, overdue: Overdue, holding: ReadonlyMap<RowId, Holding>): void {
  const { at } = overdue;
  switch (overdue.kind) {
    case 'reward':
      if (losesHeldRewards(draft)) {
        takeBack(draft, overdue.row, { at, reason: 'the code was revoked', actor: null });
      } else fallDue(draft, overdue.row, at);
      return;
    case 'reservation':
      giveBackUse(draft, { ...overdue.row, state: 'released' }, at);
      return;
    case 'review': {
      const { row } = overdue;
      const by = { actor: 'deadline', reason: `nobody decided by the deadline: ${row.otherwise}` };
      const close = row.otherwise === 'refuse' || losesHeldRewards(draft) ? refuse : approve;
      close(draft, row, { ...by, at, holding: holding.get(row.redemption) ?? new Set() });
    }
  }
}

/** Whether the code was withdrawn under terms by which held rewards go with it. */
export function losesHeldRewards(draft: Draft): boolean {
  const { status } = draft.state;
  return (
    (status === 'revoked' || status === 'banned') && draft.terms.redemption.onRevoke === 'void'
  );
}
