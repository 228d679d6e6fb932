import type { Terms } from '../campaign/terms.ts';
import { earliest, plus, type Instant } from '../time.ts';
import { remindersPassed, type Period } from './new-code.ts';
import type { CodeState } from './state.ts';

/** The terms of one version, and when its campaign ends by it. */
export interface VersionTerms {
  readonly terms: Terms;
  readonly period: Period;
}

/**
 * The state of a code that is moved to another version of its campaign at `now`. It keeps the
 * lifetime that it has; only the campaign's end, reminders and the periodic new value are those of
 * the version that it moves to. Everything else of the terms applies to what happens from now on.
 */
export function moveToVersion(
  from: VersionTerms,
  to: VersionTerms,
  state: CodeState,
  now: Instant,
): CodeState {
  const expiresAt = earliest(ownEnd(from, state), to.period.endsAt);
  const { refresh } = to.terms.validity;
  const refreshAt = refresh === null ? null : (state.refreshAt ?? plus(now, refresh.everyMs));
  return {
    ...state,
    expiresAt,
    refreshAt,
    remindersSent: remindersPassed(to.terms, expiresAt, now),
  };
}

/** When the code would end if its campaign did not; null for never. */
function ownEnd({ terms, period }: VersionTerms, state: CodeState): Instant | null {
  if (state.expiresAt !== period.endsAt) return state.expiresAt;
  const { lifetime } = terms.validity;
  return lifetime.kind === 'for' ? plus(state.startedAt, lifetime.ms + state.extendedMs) : null;
}
