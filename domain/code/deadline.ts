import type { Terms } from '../campaign/terms.ts';
import { plus, type Instant } from '../time.ts';
import { isOpen, type CodeState } from './state.ts';

export type DeadlineKind = 'reminder' | 'expiry' | 'refresh' | 'thaw' | 'settled' | 'row';

export interface Deadline {
  readonly at: Instant;
  readonly kind: DeadlineKind;
}

/** A deadline of the code itself, as opposed to one of its rows. */
export type OwnDeadline = Deadline & { readonly kind: Exclude<DeadlineKind, 'row'> };

/**
 * The code's next deadline: the earliest of reminder, expiry, refresh, thaw, the end of settling
 * and the earliest of its rows (a held reward falling due, a reservation or a review running out).
 * Two at the same instant: rows first, expiry before what comes after it. Rows that outlive the
 * settling time put the end off until they are closed.
 */
export function nextDeadline(terms: Terms, state: CodeState): Deadline | null {
  const own = nextOwnDeadline(terms, state);
  const { rowDeadline } = state;
  if (state.status === 'settled' || rowDeadline === null) return own;
  const isFirst = own === null || own.kind === 'settled' || rowDeadline <= own.at;
  return isFirst ? { at: rowDeadline, kind: 'row' } : own;
}

/** The next deadline of the code itself, its rows left alone. */
export function nextOwnDeadline(terms: Terms, state: CodeState): OwnDeadline | null {
  const { status, settleAt } = state;
  if (status === 'settled') return null;
  if (!isOpen(status)) return settleAt === null ? null : { at: settleAt, kind: 'settled' };
  let first = sooner(null, 'expiry', state.expiresAt);
  if (status === 'frozen') first = sooner(first, 'thaw', state.thawAt);
  if (status === 'active') {
    first = sooner(first, 'refresh', state.refreshAt);
    first = sooner(first, 'reminder', reminderAt(terms, state));
  }
  return first;
}

function sooner(
  first: OwnDeadline | null,
  kind: OwnDeadline['kind'],
  at: Instant | null,
): OwnDeadline | null {
  return at !== null && (first === null || at < first.at) ? { at, kind } : first;
}

/** When the next reminder is sent; null when none is left or the code does not expire. */
export function reminderAt(terms: Terms, state: CodeState): Instant | null {
  const next = terms.validity.reminders[state.remindersSent];
  return next === undefined || state.expiresAt === null
    ? null
    : plus(state.expiresAt, -next.beforeMs);
}
