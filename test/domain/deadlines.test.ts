import { describe, expect, it } from 'vitest';
import type { ExpiryTerms, Terms } from '../../domain/campaign/terms.ts';
import { nextDeadline, type OwnDeadline } from '../../domain/code/deadline.ts';
import { newCode, type Period } from '../../domain/code/new-code.ts';
import { pass, settleState, type Step } from '../../domain/code/settle.ts';
import type { CodeState } from '../../domain/code/state.ts';
import { transition } from '../../domain/code/transition.ts';
import { duration, plus } from '../../domain/time.ts';
import { termsLike } from '../support/terms.ts';
import { after, day, hour, period, start, stateOf, termsWith } from './states.ts';

const endless: Period = { endsAt: null };

function expiring(onExpiry: ExpiryTerms): Terms {
  return termsWith({ onExpiry });
}

/** Passes the code's next deadline, which is of this kind. */
function passNext(terms: Terms, state: CodeState, kind: OwnDeadline['kind']): Step {
  const next = nextDeadline(terms, state);
  expect(next?.kind).toBe(kind);
  return pass(terms, period, state, { at: next?.at ?? start, kind });
}

describe('the next deadline', () => {
  it('is a reminder, then expiry', () => {
    const terms = termsWith({
      reminders: [{ beforeMs: duration(4 * hour) }, { beforeMs: duration(hour) }],
    });
    let state = stateOf('active');
    for (const at of [after(20), after(23)]) {
      expect(nextDeadline(terms, state)).toEqual({ at, kind: 'reminder' });
      const step = passNext(terms, state, 'reminder');
      expect(step.effects).toEqual([{ kind: 'remind', expiresAt: after(24) }]);
      state = step.state;
    }
    expect(nextDeadline(terms, state)).toEqual({ at: after(24), kind: 'expiry' });
  });

  it('is only the expiry while dormant or pending: nobody is reminded of what is not out', () => {
    for (const status of ['dormant', 'pending'] as const) {
      expect(nextDeadline(termsLike(), stateOf(status))).toEqual({ at: after(24), kind: 'expiry' });
    }
  });

  it('of two at the same instant is the row before expiry, and expiry before the rest', () => {
    const terms = termsWith({ reminders: [{ beforeMs: duration(0) }] });
    const at = after(24);
    expect(nextDeadline(terms, stateOf('active', { refreshAt: at }))?.kind).toBe('expiry');
    expect(nextDeadline(terms, stateOf('frozen', { thawAt: at }))?.kind).toBe('expiry');
    expect(nextDeadline(terms, stateOf('active', { rowDeadline: at }))?.kind).toBe('row');
  });

  it('of a frozen code is the thaw, or the expiry where nobody said when', () => {
    expect(nextDeadline(termsLike(), stateOf('frozen'))).toEqual({ at: after(12), kind: 'thaw' });
    const open = stateOf('frozen', { thawAt: null, frozenFrom: 'pending' });
    expect(nextDeadline(termsLike(), open)).toEqual({ at: after(24), kind: 'expiry' });
  });

  it('does not exist for a settled code nor for one without end', () => {
    expect(nextDeadline(termsLike(), stateOf('settled'))).toBeNull();
    const terms = termsWith({ lifetime: { kind: 'long-term' } });
    const state = { ...newCode(terms, endless, start), status: 'active' as const };
    expect(nextDeadline(terms, state)).toBeNull();
  });

  it('of an ended code is the end of settling, which open rows put off', () => {
    const ended = stateOf('expired');
    expect(nextDeadline(termsLike(), ended)).toEqual({ at: after(721), kind: 'settled' });
    const waits = { ...ended, rowDeadline: after(900) };
    expect(nextDeadline(termsLike(), waits)).toEqual({ at: after(900), kind: 'row' });
    expect(settleState(termsLike(), period, waits, after(899)).status).toBe('expired');
    expect(settleState(termsLike(), period, ended, after(721)).status).toBe('settled');
    expect(settleState(termsLike(), period, ended, plus(after(721), -1)).status).toBe('expired');
  });
});

describe('passing a deadline', () => {
  it('a thaw returns to what the code was before', () => {
    for (const frozenFrom of ['active', 'pending'] as const) {
      const { state } = passNext(termsLike(), stateOf('frozen', { frozenFrom }), 'thaw');
      expect(state).toMatchObject({ status: frozenFrom, thawAt: null, frozenFrom: null });
    }
  });

  it('a refresh asks for a new value, and comes again', () => {
    const refresh = { everyMs: duration(3 * hour), formerForMs: duration(hour) };
    const terms = termsWith({ refresh });
    const fresh = { ...newCode(terms, period, start), status: 'active' as const };
    const first = passNext(terms, fresh, 'refresh');
    expect(first.effects).toEqual([{ kind: 'refresh', formerUntil: after(4) }]);
    expect(first.state).toMatchObject({ refreshAt: after(6), status: 'active' });
  });

  it('a frozen code is refreshed only after its thaw', () => {
    const terms = termsWith({ refresh: { everyMs: duration(hour), formerForMs: duration(hour) } });
    const frozen = stateOf('frozen', { refreshAt: after(1) });
    expect(nextDeadline(terms, frozen)?.kind).toBe('thaw');
  });

  it.each([
    [{ action: 'expire' }, 'expired'],
    [{ action: 'archive' }, 'archived'],
    [{ action: 'convert', redeem: 'refused' }, 'converted'],
    [{ action: 'convert', redeem: 'accepted' }, 'converted'],
  ] as const)('expiry by %j makes it %s, settling for its time', (onExpiry, status) => {
    const reminded = stateOf('active', { remindersSent: 1 });
    const { state, effects } = passNext(expiring(onExpiry), reminded, 'expiry');
    expect(state).toMatchObject({ status, endedAt: after(24), settleAt: after(24 + 720) });
    expect(effects).toEqual([{ kind: 'status', from: 'active', to: status }]);
  });

  it('a frozen code that expires is not to be thawed any more', () => {
    const frozen = stateOf('frozen', { thawAt: after(30) });
    const { state } = passNext(expiring({ action: 'expire' }), frozen, 'expiry');
    expect(state).toMatchObject({ status: 'expired', thawAt: null, frozenFrom: null });
  });

  it('a dormant code that expires has nothing to settle, unless it is converted', () => {
    for (const action of ['expire', 'archive'] as const) {
      const { state } = passNext(expiring({ action }), stateOf('dormant'), 'expiry');
      expect(state.settleAt).toBe(after(24));
      expect(settleState(expiring({ action }), period, state, after(24)).status).toBe('settled');
    }
    const converting = expiring({ action: 'convert', redeem: 'accepted' });
    const { state } = passNext(converting, stateOf('dormant'), 'expiry');
    expect(settleState(converting, period, state, after(25)).status).toBe('converted');
  });
});

describe('regeneration', () => {
  const touched = stateOf('active', { shares: 1, remindersSent: 1, wordingHits: 0, resets: 2 });
  const regenerate = {
    action: 'regenerate',
    generationsMax: 3,
    onlyIfTouched: true,
    forwardForMs: duration(72 * hour),
  } as const;

  it('makes a successor, dormant, of the next generation, and answers for its grace', () => {
    const step = passNext(expiring(regenerate), touched, 'expiry');
    expect(step.state).toMatchObject({ status: 'replaced', forwardUntil: after(24 + 72) });
    const successor = step.effects.find(({ kind }) => kind === 'successor');
    expect(successor).toMatchObject({
      state: {
        status: 'dormant',
        generation: 2,
        issuedAt: after(24),
        expiresAt: after(48),
        shares: 0,
        resets: 0,
      },
    });
  });

  it('hands unfit wording on', () => {
    const step = passNext(expiring(regenerate), { ...touched, wordingHits: 2 }, 'expiry');
    expect(step.effects).toContainEqual(
      expect.objectContaining({ state: expect.objectContaining({ wordingHits: 2 }) as unknown }),
    );
  });

  it.each([
    ['nobody shared or used it', regenerate, stateOf('active', { remindersSent: 1 })],
    ['operations have frozen it', regenerate, stateOf('frozen', { shares: 1, thawAt: null })],
    ['it is the last generation', regenerate, { ...touched, generation: 3 }],
    ['the campaign ends with it', regenerate, { ...touched, expiresAt: period.endsAt }],
  ])('does not happen where %s', (_, onExpiry, state) => {
    const step = passNext(expiring(onExpiry), state, 'expiry');
    expect(step.state.status).toBe('expired');
    expect(step.effects.map(({ kind }) => kind)).toEqual(['status']);
  });

  it.each([{ shares: 1 }, { uses: 1 }, { redemptions: 1 }])('%j is a touch', (changes) => {
    const state = stateOf('active', { remindersSent: 1, ...changes });
    expect(passNext(expiring(regenerate), state, 'expiry').state.status).toBe('replaced');
  });

  it('happens to an untouched code where terms do not mind, and a campaign bounds the successor', () => {
    const always = expiring({ ...regenerate, onlyIfTouched: false });
    const late = stateOf('active', { remindersSent: 1, expiresAt: plus(start, 30 * day - hour) });
    const step = passNext(always, late, 'expiry');
    expect(step.effects).toContainEqual(
      expect.objectContaining({
        state: expect.objectContaining({ expiresAt: period.endsAt }) as unknown,
      }),
    );
  });
});

describe('extension', () => {
  const around = {
    ...{ terms: termsLike(), period, successor: null },
    ...{ now: after(2), wordingHitsMax: 0 },
  };
  const share = { type: 'share', via: 'share-opened' } as const;

  function shared(state: CodeState, changes: Partial<typeof around> = {}): CodeState {
    const result = transition({ ...around, ...changes }, state, share);
    if ('ok' in result) throw new Error(result.code);
    return result.state;
  }

  it('adds its time, and stops at upTo after the start of this lifetime', () => {
    let state = stateOf('active');
    const ends: number[] = [];
    for (let count = 0; count < 10; count += 1) {
      state = shared(state);
      ends.push(((state.expiresAt ?? 0) - start) / hour);
    }
    expect(ends).toEqual([30, 36, 42, 48, 54, 60, 66, 72, 72, 72]);
    expect(state).toMatchObject({ shares: 10, extendedMs: 48 * hour });
  });

  it('adds what is left of upTo when that is less than its step', () => {
    const state = shared(stateOf('active', { expiresAt: after(71) }));
    expect(state).toMatchObject({ expiresAt: after(72), extendedMs: hour });
  });

  it('never goes beyond the campaign', () => {
    const nearEnd = stateOf('active', { startedAt: after(700), expiresAt: after(719) });
    expect(shared(nearEnd).expiresAt).toBe(period.endsAt);
    expect(shared({ ...nearEnd, expiresAt: period.endsAt }).extendedMs).toBe(0);
  });

  it('lets the reminder come again, before the new end', () => {
    const state = shared(stateOf('active', { remindersSent: 1 }), { now: after(21) });
    expect(nextDeadline(termsLike(), state)).toEqual({ at: after(26), kind: 'reminder' });
  });

  it('a share noticed in another way does not count, one without extension only counts', () => {
    const other = transition(around, stateOf('active'), { type: 'share', via: 'share-reported' });
    expect(other).toEqual({ state: stateOf('active'), effects: [] });
    const terms = termsWith({ extension: null });
    const reported = transition({ ...around, terms }, stateOf('active'), {
      type: 'share',
      via: 'share-reported',
    });
    expect(reported).toMatchObject({ state: { shares: 1, expiresAt: after(24) } });
  });
});

describe('the state as it is shown', () => {
  it('expires at the very instant, not before', () => {
    const terms = expiring({ action: 'expire' });
    expect(settleState(terms, period, stateOf('active'), plus(after(24), -1)).status).toBe(
      'active',
    );
    expect(settleState(terms, period, stateOf('active'), after(24)).status).toBe('expired');
  });

  it('passes every deadline on the way, rows left alone', () => {
    const terms = expiring({ action: 'expire' });
    const frozen = stateOf('frozen', { rowDeadline: after(3) });
    expect(settleState(terms, period, frozen, after(13))).toMatchObject({
      status: 'active',
      rowDeadline: after(3),
    });
    expect(settleState(terms, period, frozen, after(21)).remindersSent).toBe(1);
    expect(settleState(terms, period, frozen, after(5000))).toMatchObject({ status: 'expired' });
    const free = { ...frozen, rowDeadline: null };
    expect(settleState(terms, period, free, after(5000)).status).toBe('settled');
  });
});
