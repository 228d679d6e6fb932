import type { Terms } from '../campaign/terms.ts';
import { instant, plus, type Instant } from '../time.ts';
import { isOpen, type CodeState } from './state.ts';

export type DeadlineKind = 'reminder' | 'expiry' | 'refresh' | 'thaw' | 'settled' | 'row';

export interface Deadline {
  readonly at: Instant;
  readonly kind: DeadlineKind;
}

/**
 * The code's next deadline: the earliest of reminder, expiry, refresh, thaw, the end of settling
 * and the earliest of its rows (a held reward falling due, a reservation or a review running out).
 * Two at the same instant: rows first, expiry before what comes after it.
 */
export function nextDeadline(terms: Terms, state: CodeState): Deadline | null {
  if (state.status === 'settled') return null;
  const found: Deadline[] = [];
  const add = (kind: DeadlineKind, at: Instant | null): void => {
    if (at !== null) found.push({ at, kind });
  };
  add('row', state.rowDeadline);
  if (isOpen(state.status)) {
    add('expiry', state.expiresAt);
    if (state.status === 'frozen') add('thaw', state.thawAt);
    if (state.status === 'active') {
      add('refresh', state.refreshAt);
      add('reminder', reminderAt(terms, state));
    }
  } else {
    add('settled', settledAt(state));
  }
  return found.reduce<Deadline | null>(
    (first, next) => (first === null || next.at < first.at ? next : first),
    null,
  );
}

/** When the next reminder is sent; null when none is left or the code does not expire. */
export function reminderAt(terms: Terms, state: CodeState): Instant | null {
  const next = terms.validity.reminders[state.remindersSent];
  return next === undefined || state.expiresAt === null
    ? null
    : plus(state.expiresAt, -next.beforeMs);
}

/** Rows that outlive the settling time put the end off until they are closed. */
function settledAt(state: CodeState): Instant | null {
  if (state.settleAt === null) return null;
  return state.rowDeadline === null
    ? state.settleAt
    : instant(Math.max(state.settleAt, state.rowDeadline));
}
