import { describe, expect, it } from 'vitest';
import { refuseReport } from '../../domain/code/refusal.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import { wake, type Step } from '../../domain/code/settle.ts';
import { codeStatuses, type CodeState, type CodeStatus } from '../../domain/code/state.ts';
import { transition, type CodeEvent, type Surroundings } from '../../domain/code/transition.ts';
import type { CodeId } from '../../domain/ids.ts';
import { termsLike } from '../support/terms.ts';
import { after, period, stateOf, termsWith } from './states.ts';

const successor = '00000000-0000-7000-8000-000000000002' as CodeId;
const around: Surroundings = {
  ...{ terms: termsLike(), period, successor: null },
  ...{ now: after(2), wordingHitsMax: 0 },
};

const events = {
  share: { type: 'share', via: 'share-opened' },
  use: { type: 'use' },
  reset: { type: 'reset', appeal: false },
  appeal: { type: 'reset', appeal: true },
  revise: { type: 'revise', hits: 0 },
  reviseHits: { type: 'revise', hits: 2 },
  freeze: { type: 'freeze', until: after(9) },
  unfreeze: { type: 'unfreeze' },
  revoke: { type: 'revoke', ban: false },
  ban: { type: 'revoke', ban: true },
} as const satisfies Record<string, CodeEvent>;

/** The status after each command or the code of its refusal; `report` is of milestones and checks. */
type Row = Readonly<Record<keyof typeof events | 'report', string>>;

const awake: Row = {
  share: 'active',
  use: 'active',
  reset: 'active',
  appeal: 'active',
  revise: 'active',
  reviseHits: 'pending',
  freeze: 'frozen',
  unfreeze: 'NOT_FROZEN',
  revoke: 'revoked',
  ban: 'banned',
  report: 'heard',
};
/** What every code answers that has ended. */
const ended = {
  reset: 'RESET_NOT_ALLOWED',
  appeal: 'RESET_NOT_ALLOWED',
  revise: 'REVISION_NOT_ALLOWED',
  reviseHits: 'REVISION_NOT_ALLOWED',
  freeze: 'FREEZE_NOT_ALLOWED',
  unfreeze: 'NOT_FROZEN',
  revoke: 'revoked',
  ban: 'banned',
  report: 'heard',
};

const table: Readonly<Record<CodeStatus, Row>> = {
  dormant: awake,
  active: awake,
  pending: {
    ...awake,
    share: 'CODE_PENDING',
    use: 'CODE_PENDING',
    reset: 'RESET_NOT_ALLOWED',
    appeal: 'RESET_NOT_ALLOWED',
    report: 'CODE_PENDING',
  },
  frozen: {
    share: 'CODE_FROZEN',
    use: 'CODE_FROZEN',
    reset: 'frozen',
    appeal: 'frozen',
    revise: 'frozen',
    reviseHits: 'frozen',
    freeze: 'frozen',
    unfreeze: 'active',
    revoke: 'revoked',
    ban: 'banned',
    report: 'heard',
  },
  expired: {
    ...ended,
    share: 'CODE_EXPIRED',
    use: 'CODE_EXPIRED',
    reset: 'active',
    appeal: 'active',
  },
  replaced: { ...ended, share: 'CODE_REPLACED', use: 'CODE_REPLACED' },
  archived: { ...ended, share: 'CODE_ARCHIVED', use: 'CODE_ARCHIVED' },
  converted: { ...ended, share: 'CODE_CONVERTED', use: 'CODE_CONVERTED' },
  revoked: {
    ...ended,
    share: 'CODE_REVOKED',
    use: 'CODE_REVOKED',
    reset: 'CODE_REVOKED',
    appeal: 'active',
    revoke: 'CODE_REVOKED',
    report: 'CODE_REVOKED',
  },
  banned: {
    ...ended,
    share: 'CODE_BANNED',
    use: 'CODE_BANNED',
    reset: 'CODE_BANNED',
    appeal: 'active',
    revoke: 'CODE_BANNED',
    ban: 'CODE_BANNED',
    report: 'CODE_BANNED',
  },
  settled: {
    ...ended,
    share: 'CODE_SETTLED',
    use: 'CODE_SETTLED',
    reset: 'CODE_SETTLED',
    appeal: 'CODE_SETTLED',
    revoke: 'CODE_SETTLED',
    ban: 'CODE_SETTLED',
    report: 'CODE_SETTLED',
  },
};

/** A command to a code; a dormant one is woken first, as deciding does. */
function send(state: CodeState, event: CodeEvent, changes: Partial<Surroundings> = {}) {
  const own = { ...around, successor: state.status === 'replaced' ? successor : null, ...changes };
  return transition(own, wake(own, state).state, event);
}

function wordOf(result: Step | Rejection): string {
  return 'ok' in result ? result.code : result.state.status;
}

function stateAfter(result: Step | Rejection): CodeState {
  if ('ok' in result) throw new Error(`refused: ${result.code}`);
  return result.state;
}

describe('states and commands', () => {
  for (const status of codeStatuses) {
    it(`a ${status} code answers as the table says`, () => {
      const answers = Object.fromEntries(
        Object.entries(events).map(([name, event]) => [name, wordOf(send(stateOf(status), event))]),
      );
      const { state } = wake(around, stateOf(status));
      expect({ ...answers, report: refuseReport(state)?.code ?? 'heard' }).toEqual(table[status]);
    });
  }

  it('a dormant code of unfit wording wakes pending', () => {
    const dormant = stateOf('dormant', { wordingHits: 1 });
    const step = wake(around, dormant);
    expect(step.state.status).toBe('pending');
    expect(step.effects).toEqual([{ kind: 'status', from: 'dormant', to: 'pending' }]);
    expect(wordOf(send(dormant, events.use))).toBe('CODE_PENDING');
  });

  it('waking leaves out the reminders that lie behind', () => {
    const { state } = wake({ ...around, now: after(20) }, stateOf('dormant'));
    expect(state.remindersSent).toBe(1);
    const sooner = wake({ ...around, now: after(19) }, stateOf('dormant'));
    expect(sooner.state.remindersSent).toBe(0);
  });
});

describe('refusals say what to do', () => {
  it('a replaced code names its successor until its grace ends, exclusively', () => {
    const state = stateOf('replaced');
    expect(send(state, events.use, { now: after(73 - 0.001) })).toMatchObject({
      code: 'CODE_REPLACED',
      successor,
    });
    expect(wordOf(send(state, events.use, { now: after(73) }))).toBe('CODE_EXPIRED');
    expect(wordOf(send(state, events.share, { now: after(73) }))).toBe('CODE_EXPIRED');
  });

  it('a frozen code says until when, if anybody knows', () => {
    expect(send(stateOf('frozen'), events.use)).toMatchObject({ until: after(12) });
    expect(send(stateOf('frozen', { thawAt: null }), events.use)).not.toHaveProperty('until');
  });

  it('a converted code is redeemed where the terms accept it, and never shared', () => {
    const terms = termsWith({ onExpiry: { action: 'convert', redeem: 'accepted' } });
    const result = send(stateOf('converted'), events.use, { terms });
    expect(stateAfter(result)).toMatchObject({ status: 'converted', uses: 1 });
    expect(wordOf(send(stateOf('converted'), events.share, { terms }))).toBe('CODE_CONVERTED');
  });

  it('the last use is taken, and then the code is exhausted', () => {
    const terms = { ...termsLike(), redemption: { ...termsLike().redemption, usesMax: 2 } };
    expect(stateAfter(send(stateOf('active', { uses: 1 }), events.use, { terms })).uses).toBe(2);
    expect(wordOf(send(stateOf('active', { uses: 2 }), events.use, { terms }))).toBe(
      'CODE_EXHAUSTED',
    );
  });
});

describe('reset', () => {
  it('gives a new lifetime from now, and counts', () => {
    const before = stateOf('active', { shares: 3, extendedMs: 5 as never, resets: 1 });
    expect(stateAfter(send(before, events.reset))).toMatchObject({
      startedAt: after(2),
      expiresAt: after(26),
      extendedMs: 0,
      shares: 3,
      resets: 2,
    });
  });

  it.each([
    ['used 2 of 2 resets', { resets: 2 }, {}],
    ['the campaign allows no reset', {}, { terms: termsWith({ reset: null }) }],
    ['the code has a successor', {}, { successor }],
    ['the campaign is over', {}, { now: after(720) }],
  ] as const)('is refused, and says why: %s', (message, state, changes) => {
    for (const status of ['active', 'frozen', 'expired'] as const) {
      const refused = send(stateOf(status, state), events.reset, changes);
      expect(refused).toMatchObject({ code: 'RESET_NOT_ALLOWED', message });
    }
  });

  it('an appeal needs no leave of the terms but a campaign that runs and no successor', () => {
    const revoked = stateOf('revoked', { resets: 2 });
    const result = send(revoked, events.appeal, { terms: termsWith({ reset: null }) });
    expect(stateAfter(result)).toMatchObject({
      status: 'active',
      endedAt: null,
      settleAt: null,
      expiresAt: after(26),
    });
    expect(wordOf(send(revoked, events.appeal, { successor }))).toBe('RESET_NOT_ALLOWED');
    expect(wordOf(send(revoked, events.appeal, { now: after(720) }))).toBe('RESET_NOT_ALLOWED');
  });

  it('returns a code of unfit wording to pending, not to active', () => {
    expect(wordOf(send(stateOf('expired', { wordingHits: 1 }), events.reset))).toBe('pending');
    expect(wordOf(send(stateOf('banned', { wordingHits: 1 }), events.appeal))).toBe('pending');
  });

  it('never outlives the campaign', () => {
    expect(stateAfter(send(stateOf('expired'), events.reset, { now: after(710) })).expiresAt).toBe(
      period.endsAt,
    );
  });
});

describe('wording, freezes and revocations', () => {
  it('what is revised while frozen shows when it thaws', () => {
    const bad = stateAfter(send(stateOf('frozen'), events.reviseHits));
    expect(wordOf(send(bad, events.unfreeze))).toBe('pending');
    const good = stateAfter(send(stateOf('frozen', { frozenFrom: 'pending' }), events.revise));
    expect(wordOf(send(good, events.unfreeze))).toBe('active');
  });

  it('a freeze ends later than now, and the last one counts', () => {
    const untilNow = { type: 'freeze', until: after(2) } as const;
    expect(wordOf(send(stateOf('active'), untilNow))).toBe('FREEZE_NOT_ALLOWED');
    const open = { type: 'freeze', until: null } as const;
    expect(stateAfter(send(stateOf('frozen'), open)).thawAt).toBeNull();
    expect(stateAfter(send(stateOf('pending'), open))).toMatchObject({ frozenFrom: 'pending' });
  });

  it('a revoked code settles from now, one that had ended from its end', () => {
    const now = { endedAt: after(2), settleAt: after(722) };
    expect(stateAfter(send(stateOf('active'), events.revoke))).toMatchObject(now);
    const replaced = stateAfter(send(stateOf('replaced'), events.ban));
    expect(replaced).toMatchObject({ endedAt: after(1), settleAt: after(721), forwardUntil: null });
    expect(stateAfter(send(stateOf('frozen'), events.revoke)).thawAt).toBeNull();
  });

  it('a step says which status it left, and nothing where none was left', () => {
    const banned = send(stateOf('revoked'), events.ban);
    expect(banned).toMatchObject({ effects: [{ kind: 'status', from: 'revoked', to: 'banned' }] });
    expect(send(stateOf('frozen'), events.freeze)).toMatchObject({ effects: [] });
  });
});
