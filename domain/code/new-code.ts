import type { Terms } from '../campaign/terms.ts';
import { earliest, plus, type Duration, type Instant } from '../time.ts';
import type { CodeState } from './state.ts';

/** What of the campaign bounds a code's life. */
export interface Period {
  /** Exclusive; null when the campaign does not end. */
  readonly endsAt: Instant | null;
}

/** The state of a code that was just inserted: dormant, its lifetime running from now. */
export function newCode(
  terms: Terms,
  period: Period,
  at: Instant,
  options: { readonly generation?: number; readonly wordingHits?: number } = {},
): CodeState {
  const expiresAt = lifetimeEnd(terms, period, at);
  return {
    status: 'dormant',
    generation: options.generation ?? 1,
    issuedAt: at,
    startedAt: at,
    expiresAt,
    remindersSent: 0,
    refreshAt: terms.validity.refresh === null ? null : plus(at, terms.validity.refresh.everyMs),
    thawAt: null,
    frozenFrom: null,
    endedAt: null,
    settleAt: null,
    forwardUntil: null,
    rowDeadline: null,
    wordingHits: options.wordingHits ?? 0,
    shares: 0,
    extendedMs: 0 as Duration,
    uses: 0,
    redemptions: 0,
    reviewsOpen: 0,
    resets: 0,
    rows: 0,
    granted: {},
  };
}

/** When a lifetime that starts now ends: by the terms, and never after the campaign. */
export function lifetimeEnd(terms: Terms, period: Period, from: Instant): Instant | null {
  const lifetime = terms.validity.lifetime;
  const own = lifetime.kind === 'for' ? plus(from, lifetime.ms) : null;
  return earliest(own, period.endsAt);
}

/** How many reminders lie behind `now`, so that nobody is reminded of what is past. */
export function remindersPassed(terms: Terms, expiresAt: Instant | null, now: Instant): number {
  if (expiresAt === null) return 0;
  return terms.validity.reminders.filter(({ beforeMs }) => expiresAt - beforeMs <= now).length;
}
