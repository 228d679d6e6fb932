import { assert, assertNever } from '../assert.ts';
import type { Terms } from '../campaign/terms.ts';
import { plus, type Instant } from '../time.ts';
import { nextOwnDeadline, type OwnDeadline } from './deadline.ts';
import { lifetimeEnd, newCode, remindersPassed, type Period } from './new-code.ts';
import { awakeStatus, changed, isTouched, type CodeState, type CodeStatus } from './state.ts';

/** What passing a deadline, or a command, asks for beyond the new state. */
export type CodeEffect =
  | { readonly kind: 'status'; readonly from: CodeStatus; readonly to: CodeStatus }
  | { readonly kind: 'remind'; readonly expiresAt: Instant }
  | { readonly kind: 'successor'; readonly state: CodeState }
  | { readonly kind: 'refresh'; readonly formerUntil: Instant };

/** A new state with what it asks for. */
export interface Step {
  readonly state: CodeState;
  readonly effects: readonly CodeEffect[];
}

/** Passes one deadline of the code. The deadline must be its next one. */
export function pass(terms: Terms, period: Period, state: CodeState, deadline: OwnDeadline): Step {
  switch (deadline.kind) {
    case 'reminder':
      return remind(state);
    case 'refresh':
      return refresh(terms, state, deadline.at);
    case 'thaw':
      return thaw(terms, state, deadline.at);
    case 'expiry':
      return expire(terms, period, state, deadline.at);
    case 'settled':
      return moved(state, 'settled', {});
    default:
      return assertNever(deadline.kind);
  }
}

/**
 * The state as it is to be shown at `now`: all deadlines passed, rows left alone. What a row says
 * and what is true differ between a deadline and the commit that settles it.
 */
export function settleState(
  terms: Terms,
  period: Period,
  state: CodeState,
  now: Instant,
): CodeState {
  let shown = changed(state, { rowDeadline: null });
  for (;;) {
    const deadline = nextOwnDeadline(terms, shown);
    if (deadline === null || deadline.at > now) break;
    if (deadline.kind === 'settled' && state.rowDeadline !== null) break;
    shown = pass(terms, period, shown, deadline).state;
  }
  return changed(shown, { rowDeadline: state.rowDeadline });
}

/** `state` with another status and some changes, and the effect that says so. */
export function moved(state: CodeState, to: CodeStatus, changes: Partial<CodeState>): Step {
  return {
    state: changed(state, { ...changes, status: to }),
    effects: state.status === to ? [] : [{ kind: 'status', from: state.status, to }],
  };
}

function remind(state: CodeState): Step {
  assert(state.expiresAt !== null, 'a code that does not expire sends no reminder');
  return {
    state: changed(state, { remindersSent: state.remindersSent + 1 }),
    effects: [{ kind: 'remind', expiresAt: state.expiresAt }],
  };
}

function refresh(terms: Terms, state: CodeState, at: Instant): Step {
  const { refresh: every } = terms.validity;
  assert(every !== null, 'only a campaign with refresh has a refresh deadline');
  return {
    state: changed(state, { refreshAt: plus(at, every.everyMs) }),
    effects: [{ kind: 'refresh', formerUntil: plus(at, every.formerForMs) }],
  };
}

function thaw(terms: Terms, state: CodeState, at: Instant): Step {
  assert(state.frozenFrom !== null, 'a frozen code knows what it was before');
  const missed = madeUpFor(terms, state, at);
  return moved(state, state.frozenFrom, { ...missed, thawAt: null, frozenFrom: null });
}

function expire(terms: Terms, period: Period, state: CodeState, at: Instant): Step {
  const { onExpiry, settleForMs } = terms.validity;
  const settleAt = plus(at, settleForMs);
  const ended = { endedAt: at, settleAt, thawAt: null, frozenFrom: null };
  // Nobody ever used a dormant code, so nothing of it is left to settle.
  const closed = state.status === 'dormant' ? { ...ended, settleAt: at } : ended;
  switch (onExpiry.action) {
    case 'expire':
      return moved(state, 'expired', closed);
    case 'archive':
      return moved(state, 'archived', closed);
    case 'convert':
      return moved(state, 'converted', ended);
    case 'regenerate': {
      const campaignOver = period.endsAt !== null && at >= period.endsAt;
      // What operations have stopped does not go on by itself under another name.
      const wanted = state.status !== 'frozen' && (!onExpiry.onlyIfTouched || isTouched(state));
      if (campaignOver || !wanted || state.generation >= onExpiry.generationsMax) {
        return moved(state, 'expired', closed);
      }
      const forwardUntil = plus(at, onExpiry.forwardForMs);
      const step = moved(state, 'replaced', { ...ended, forwardUntil });
      const successor = newCode(terms, period, at, {
        generation: state.generation + 1,
        wordingHits: state.wordingHits,
      });
      return { ...step, effects: [...step.effects, { kind: 'successor', state: successor }] };
    }
    default:
      return assertNever(onExpiry);
  }
}

/** What is true as a commit begins. */
interface Beginning {
  readonly terms: Terms;
  readonly now: Instant;
  readonly wordingHitsMax: number;
}

/** What a code is as a commit begins: awake, and its wording held to the policy in force. */
export function begun(beginning: Beginning, state: CodeState): Step {
  if (state.status === 'dormant') return wake(beginning, state);
  return state.wordingHits > 0 ? holdWording(beginning, state) : { state, effects: [] };
}

/** Wakes a dormant code: its first commit. */
export function wake({ terms, now, wordingHitsMax }: Beginning, state: CodeState): Step {
  if (state.status !== 'dormant') return { state, effects: [] };
  return moved(state, awakeStatus(state, wordingHitsMax), madeUpFor(terms, state, now));
}

/** Holds the wording to the policy in force, which may be another than at the last commit. */
export function holdWording({ terms, now, wordingHitsMax }: Beginning, state: CodeState): Step {
  const to = awakeStatus(state, wordingHitsMax);
  const isAwake = state.status === 'pending' || state.status === 'active';
  if (isAwake && state.status !== to) {
    return moved(state, to, to === 'active' ? madeUpFor(terms, state, now) : {});
  }
  if (state.status === 'frozen' && state.frozenFrom !== to) {
    return { state: changed(state, { frozenFrom: to }), effects: [] };
  }
  return { state, effects: [] };
}

/**
 * What a code missed before it became active at `now`: reminders that lie behind are not sent any
 * more, and however many new values lie behind, one comes now.
 */
export function madeUpFor(
  terms: Terms,
  { expiresAt, refreshAt }: CodeState,
  now: Instant,
): Pick<CodeState, 'remindersSent' | 'refreshAt'> {
  return {
    remindersSent: remindersPassed(terms, expiresAt, now),
    refreshAt: refreshAt !== null && refreshAt < now ? now : refreshAt,
  };
}

/** A new lifetime from `now`. */
export function renewed(terms: Terms, period: Period, state: CodeState, now: Instant): CodeState {
  const expiresAt = lifetimeEnd(terms, period, now);
  return changed(state, {
    startedAt: now,
    expiresAt,
    extendedMs: 0 as CodeState['extendedMs'],
    remindersSent: remindersPassed(terms, expiresAt, now),
    refreshAt: terms.validity.refresh === null ? null : plus(now, terms.validity.refresh.everyMs),
    endedAt: null,
    settleAt: null,
    forwardUntil: null,
  });
}
