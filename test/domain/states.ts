import type { Terms, ValidityTerms } from '../../domain/campaign/terms.ts';
import { newCode, type Period } from '../../domain/code/new-code.ts';
import type { CodeState, CodeStatus } from '../../domain/code/state.ts';
import { instant, plus, type Instant } from '../../domain/time.ts';
import { termsLike } from '../support/terms.ts';

/** A Monday, ten o'clock in Shanghai. */
export const start = instant(Date.UTC(2026, 0, 5, 2));
export const hour = 3_600_000;
export const day = 24 * hour;
/** The end of the campaign of `termsLike`. */
export const period: Period = { endsAt: plus(start, 30 * day) };

/** `start` and so many hours. */
export function after(hours: number): Instant {
  return plus(start, hours * hour);
}

/** The terms of `termsLike` with another validity. */
export function termsWith(changes: Partial<ValidityTerms>): Terms {
  const terms = termsLike();
  return { ...terms, validity: { ...terms.validity, ...changes } };
}

/** A code of this status, issued at `start`; one that has ended did so an hour later. */
export function stateOf(status: CodeStatus, changes: Partial<CodeState> = {}): CodeState {
  return { ...newCode(termsLike(), period, start), status, ...detailsOf(status), ...changes };
}

function detailsOf(status: CodeStatus): Partial<CodeState> {
  switch (status) {
    case 'dormant':
    case 'active':
      return {};
    case 'pending':
      return { wordingHits: 1 };
    case 'frozen':
      return { frozenFrom: 'active', thawAt: after(12) };
    case 'replaced':
      return { endedAt: after(1), settleAt: after(1 + 720), forwardUntil: after(73) };
    default:
      return { endedAt: after(1), settleAt: after(1 + 720) };
  }
}
