import type { ShareVia, Terms } from '../campaign/terms.ts';
import type { CodeId } from '../ids.ts';
import { duration, earliest, plus, type Duration, type Instant } from '../time.ts';
import { remindersPassed, type Period } from './new-code.ts';
import { refuseRedemption, refuseShare, refuseStatus } from './refusal.ts';
import { exactly } from './exact-words.ts';
import { reject, rejections, type Rejection } from './rejection.ts';
import { madeUpFor, moved, renewed, type Step } from './settle.ts';
import { awakeStatus, changed, type CodeState } from './state.ts';

/** What may happen to a code. Deadlines are passed, and a dormant code is woken, before. */
export type CodeEvent =
  | { readonly type: 'share'; readonly via: ShareVia }
  /** One use is taken: by a redemption, a reservation or a redemption in review. */
  | { readonly type: 'use' }
  | { readonly type: 'reset'; readonly appeal: boolean }
  | { readonly type: 'revise'; readonly hits: number }
  | { readonly type: 'freeze'; readonly until: Instant | null }
  | { readonly type: 'unfreeze' }
  | { readonly type: 'revoke'; readonly ban: boolean };

/** What surrounds the code: its campaign's end, its successor, and what wordings are held to. */
export interface Surroundings {
  readonly terms: Terms;
  readonly period: Period;
  readonly successor: CodeId | null;
  readonly now: Instant;
  /** Most listed words that a wording may have by the risk policy in force. */
  readonly wordingHitsMax: number;
}

/** The state after an event with what it asks for, or why it does not happen. Pure. */
export function transition(
  around: Surroundings,
  state: CodeState,
  event: CodeEvent,
): Step | Rejection {
  switch (event.type) {
    case 'share':
      return share(around, state, event.via);
    case 'use':
      return use(around, state);
    case 'reset':
      return reset(around, state, event.appeal);
    case 'revise':
      return revise(around, state, event.hits);
    case 'freeze':
      return freeze(around, state, event.until);
    case 'unfreeze':
      return unfreeze(around, state);
    case 'revoke':
      return revoke(around, state, event.ban);
  }
}

/** Whether a share noticed in this way counts under the terms. */
export function shareCounts(terms: Terms, via: ShareVia): boolean {
  return via === (terms.validity.extension?.on ?? 'share-reported');
}

function share(around: Surroundings, state: CodeState, via: ShareVia): Step | Rejection {
  const { terms, now } = around;
  const no = refuseShare(terms, { state, successor: around.successor }, now);
  if (no) return no;
  if (!shareCounts(terms, via)) return { state, effects: [] };
  const counted = changed(state, { shares: state.shares + 1 });
  const { extension } = terms.validity;
  const longer = extension === null ? null : lengthened(around, counted, extension);
  return { state: longer ?? counted, effects: [] };
}

/**
 * The state with a longer life: by `byMs`, at most up to `upToMs` after its start and the campaign's
 * end. Null where that adds nothing, since the code has no end of its own or is there already.
 */
export function lengthened(
  { terms, period, now }: Surroundings,
  state: CodeState,
  by: { readonly byMs: Duration; readonly upToMs: Duration },
): CodeState | null {
  if (state.expiresAt === null) return null;
  const until = earliest(
    plus(state.expiresAt, by.byMs),
    plus(state.startedAt, by.upToMs),
    period.endsAt,
  );
  if (until === null || until <= state.expiresAt) return null;
  return changed(state, {
    expiresAt: until,
    extendedMs: duration(state.extendedMs + until - state.expiresAt),
    remindersSent: remindersPassed(terms, until, now),
  });
}

function use(around: Surroundings, state: CodeState): Step | Rejection {
  const no = refuseRedemption(around.terms, { state, successor: around.successor }, around.now);
  return no ?? { state: changed(state, { uses: state.uses + 1 }), effects: [] };
}

function reset(around: Surroundings, state: CodeState, appeal: boolean): Step | Rejection {
  const isSanctioned = state.status === 'revoked' || state.status === 'banned';
  const appealed = appeal && isSanctioned;
  const no = refuseReset(around, state, appealed);
  if (no) return no;
  const fresh = renewed(around.terms, around.period, state, around.now);
  const counted = changed(fresh, { resets: state.resets + 1 });
  switch (state.status) {
    case 'active':
    case 'frozen':
      return { state: counted, effects: [] };
    case 'expired':
      return moved(state, awakeStatus(state, around.wordingHitsMax), counted);
    case 'revoked':
    case 'banned':
      return appealed
        ? moved(state, awakeStatus(state, around.wordingHitsMax), counted)
        : refuseStatus(state);
    case 'settled':
      return refuseStatus(state);
    default:
      return notReset(exactly('resetStatus', state.status));
  }
}

/** An appeal needs no leave of the terms. A code that has a successor never comes back beside it. */
function refuseReset(
  { terms, period, successor, now }: Surroundings,
  state: CodeState,
  appealed: boolean,
): Rejection | null {
  if (successor !== null) return notReset(exactly('resetSuccessor'));
  if (period.endsAt !== null && now >= period.endsAt) return notReset(rejections.CAMPAIGN_ENDED);
  const allowed = terms.validity.reset;
  if (appealed) return null;
  if (allowed === null) return notReset(exactly('resetNever'));
  const { timesMax } = allowed;
  return state.resets < timesMax ? null : notReset(exactly('resetsUsed', state.resets, timesMax));
}

function notReset(message: string): Rejection {
  return reject('RESET_NOT_ALLOWED', { message });
}

function revise(around: Surroundings, state: CodeState, hits: number): Step | Rejection {
  const wording = { wordingHits: hits };
  const to = awakeStatus(wording, around.wordingHitsMax);
  switch (state.status) {
    case 'pending':
    case 'active':
      return moved(state, to, { ...wording, ...madeUpFor(around.terms, state, around.now) });
    case 'frozen':
      return { state: changed(state, { ...wording, frozenFrom: to }), effects: [] };
    default:
      return reject('REVISION_NOT_ALLOWED');
  }
}

function freeze(around: Surroundings, state: CodeState, until: Instant | null): Step | Rejection {
  if (until !== null && until <= around.now) return reject('FREEZE_NOT_ALLOWED');
  switch (state.status) {
    case 'pending':
    case 'active':
      return moved(state, 'frozen', { thawAt: until, frozenFrom: state.status });
    case 'frozen':
      return { state: changed(state, { thawAt: until }), effects: [] };
    default:
      return reject('FREEZE_NOT_ALLOWED');
  }
}

function unfreeze({ terms, now }: Surroundings, state: CodeState): Step | Rejection {
  if (state.status !== 'frozen' || state.frozenFrom === null) return reject('NOT_FROZEN');
  const missed = madeUpFor(terms, state, now);
  return moved(state, state.frozenFrom, { ...missed, thawAt: null, frozenFrom: null });
}

function revoke(around: Surroundings, state: CodeState, ban: boolean): Step | Rejection {
  if (state.status === 'settled' || state.status === 'banned') return refuseStatus(state);
  if (state.status === 'revoked' && !ban) return refuseStatus(state);
  const endedAt = state.endedAt ?? around.now;
  return moved(state, ban ? 'banned' : 'revoked', {
    endedAt,
    settleAt: state.settleAt ?? plus(endedAt, around.terms.validity.settleForMs),
    forwardUntil: null,
    thawAt: null,
    frozenFrom: null,
  });
}
