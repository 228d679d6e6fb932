import { describe, expect, it } from 'vitest';
import type { SubjectId } from '../../domain/ids.ts';
import { duration, plus } from '../../domain/time.ts';
import { termsLike } from '../support/terms.ts';
import { after, byHand, hour, op, redemptionOf, Stage, start, use, word } from './stage.ts';

const { attribution, redemption, validity } = termsLike();
const bob = 'bob' as SubjectId;

describe('operations', () => {
  it('a repeated operation gets its stored answer and changes nothing', async () => {
    const stage = await Stage.of();
    const command = use('bob', { opId: op('one') });
    const first = await stage.send(command);
    await stage.at(1);
    const { revision } = stage.simulation.store.code(stage.code);
    expect(await stage.send(command)).toEqual(first);
    expect(stage.simulation.store.code(stage.code).revision).toBe(revision);
    expect(stage.rewards).toHaveLength(1);
  });

  it('another body under the same id is refused and does not replace what is stored', async () => {
    const stage = await Stage.of();
    const first = await stage.send(use('bob', { opId: op('one') }));
    expect(word(await stage.send(use('cat', { opId: op('one') })))).toBe('OPERATION_REUSED');
    expect(await stage.send(use('bob', { opId: op('one') }))).toEqual(first);
  });

  it('a refusal is stored as well, even when its reason is gone', async () => {
    const stage = await Stage.of({}, { status: 'paused' });
    const command = use('bob', { opId: op('one') });
    expect(word(await stage.send(command))).toBe('CAMPAIGN_PAUSED');
    stage.change({ status: 'open' });
    expect(word(await stage.send(command))).toBe('CAMPAIGN_PAUSED');
    expect(word(await stage.redeem('bob'))).toBe('ok');
  });

  it('the items of a batch see those before them', async () => {
    const stage = await Stage.of();
    const twice = use('bob', { opId: op('one') });
    const outcomes = await stage.simulation.commit(stage.code, [twice, twice, use('bob')]);
    expect(outcomes.map(word)).toEqual(['ok', 'ok', 'ALREADY_REDEEMED']);
    expect(stage.state).toMatchObject({ uses: 1, redemptions: 1 });
  });
});

describe('who may redeem', () => {
  it('nobody redeems a code of their own, and nobody two codes of a campaign', async () => {
    const stage = await Stage.of();
    const other = await stage.issue('zoe');
    expect(word(await stage.redeem('ann'))).toBe('SELF_INVITE');
    expect(word(await stage.redeem('bob'))).toBe('ok');
    expect(word(await stage.redeem('bob'))).toBe('ALREADY_REDEEMED');
    expect(word(await stage.send(use('bob'), other))).toBe('ALREADY_REDEEMED');
    expect(word(await stage.send(use('ann'), other))).toBe('ok');
  });

  it('existing customers are refused where the terms exclude them', async () => {
    const old = { existingCustomer: true };
    const excluding = await Stage.of();
    expect(word(await excluding.redeem('bob', old))).toBe('EXISTING_CUSTOMER');
    expect(word(await excluding.redeem('bob', { existingCustomer: false }))).toBe('ok');
    const including = await Stage.of({
      attribution: { ...attribution, existingCustomers: 'included' },
    });
    expect(word(await including.redeem('bob', old))).toBe('ok');
  });

  it('a code is exhausted after its last use, and has it back after a release', async () => {
    const stage = await Stage.of({ redemption: { ...redemption, usesMax: 1 } });
    const reserved = await stage.redeem('bob', { kind: 'reserve' });
    expect(word(await stage.redeem('cat'))).toBe('CODE_EXHAUSTED');
    await stage.close('release', redemptionOf(reserved));
    expect(word(await stage.redeem('cat'))).toBe('ok');
    expect(word(await stage.redeem('dan'))).toBe('CODE_EXHAUSTED');
  });

  it('a milestone is known, of somebody who redeemed here, and reached once', async () => {
    const stage = await Stage.of();
    const other = await stage.issue('zoe');
    await stage.redeem('bob');
    await stage.send(use('eve'), other);
    await stage.redeem('cat', { kind: 'reserve' });
    expect(word(await stage.reach('bob', 'purchased'))).toBe('MILESTONE_UNKNOWN');
    expect(word(await stage.reach('bob', 'redeemed'))).toBe('MILESTONE_UNKNOWN');
    for (const stranger of ['dan', 'eve', 'cat']) {
      expect(word(await stage.reach(stranger, 'registered'))).toBe('NOT_REDEEMED');
    }
    expect(word(await stage.reach('bob', 'registered'))).toBe('ok');
    expect(word(await stage.reach('bob', 'registered'))).toBe('MILESTONE_REPEATED');
  });
});

describe('when a campaign takes redemptions', () => {
  it('not before its start nor from its end on', async () => {
    const terms = { validity: { ...validity, lifetime: { kind: 'long-term' } as const } };
    const stage = await Stage.of(terms, { startsAt: after(2), endsAt: after(4) });
    await stage.at(2 - 0.001);
    expect(word(await stage.redeem('bob'))).toBe('CAMPAIGN_NOT_STARTED');
    await stage.at(2);
    expect(word(await stage.redeem('bob'))).toBe('ok');
    await stage.at(4 - 0.001);
    expect(word(await stage.redeem('cat'))).toBe('ok');
    await stage.at(4);
    expect(word(await stage.redeem('dan'))).toBe('CAMPAIGN_ENDED');
  });

  it.each(['paused', 'closed'] as const)('not while it is %s', async (status) => {
    const stage = await Stage.of();
    await stage.redeem('bob');
    stage.change({ status });
    expect(word(await stage.redeem('cat'))).toBe(`CAMPAIGN_${status.toUpperCase()}`);
    expect(word(await stage.reach('bob', 'registered'))).toBe('ok');
  });

  it('a converted code may be redeemed after the campaign, and earns nothing', async () => {
    const onExpiry = { action: 'convert', redeem: 'accepted' } as const;
    const stage = await Stage.of({
      validity: { ...validity, lifetime: { kind: 'campaign' }, onExpiry },
    });
    await stage.at(720);
    expect(await stage.redeem('bob')).toMatchObject({ ok: true, status: 'converted', rewards: [] });
    expect(stage.rewards).toEqual([]);
  });
});

describe('late attribution', () => {
  function late(hours: number): Partial<ReturnType<typeof use>> {
    return { late: { at: after(hours), ...byHand } };
  }

  it('counts as of its time, for a code that has expired since', async () => {
    const stage = await Stage.of();
    await stage.at(30);
    expect(word(await stage.redeem('bob'))).toBe('CODE_EXPIRED');
    const outcome = await stage.redeem('bob', late(23));
    expect(outcome).toMatchObject({ ok: true, status: 'expired', redemptionState: 'redeemed' });
    expect(stage.simulation.store.redemptionOf(bob)).toMatchObject({ at: after(23), byHand });
    expect(stage.rewards).toEqual([['ann', 100, 'due']]);
  });

  it.each([
    ['at the end of the code', 24],
    ['in the future', 31],
  ])('is refused %s', async (_, hours) => {
    const stage = await Stage.of();
    await stage.at(30);
    expect(word(await stage.redeem('bob', late(hours)))).toBe('LATE_ATTRIBUTION_REFUSED');
  });

  it('is refused before the issue, and before and after the campaign', async () => {
    const stage = await Stage.of();
    await stage.at(2);
    const other = await stage.issue('zoe');
    await stage.at(3);
    expect(word(await stage.send(use('bob', late(1)), other))).toBe('LATE_ATTRIBUTION_REFUSED');
    expect(word(await stage.redeem('bob', late(-1)))).toBe('CAMPAIGN_NOT_STARTED');
    expect(word(await stage.redeem('bob', late(720)))).toBe('CAMPAIGN_ENDED');
  });

  it('is refused for a revoked code, and keeps to the uses', async () => {
    const stage = await Stage.of({ redemption: { ...redemption, usesMax: 1 } });
    await stage.at(1);
    await stage.redeem('bob');
    expect(word(await stage.redeem('cat', late(0)))).toBe('CODE_EXHAUSTED');
    await stage.operate('revoke');
    expect(word(await stage.redeem('cat', late(0)))).toBe('LATE_ATTRIBUTION_REFUSED');
  });

  it('overrules the first touch: somebody has looked into it', async () => {
    const stage = await Stage.of();
    const other = await stage.issue('zoe');
    await stage.simulation.open(other, { visitor: bob, share: 's', isNew: true });
    await stage.at(1);
    expect(word(await stage.redeem('bob', late(0)))).toBe('ok');
  });
});

describe('attribution', () => {
  async function clicked(touch: 'first' | 'last', windowHours = 10) {
    const windowMs = duration(windowHours * hour);
    const stage = await Stage.of({ attribution: { ...attribution, touch, windowMs } });
    const other = await stage.issue('zoe');
    await stage.simulation.open(other, { visitor: bob, share: 's', isNew: true });
    return { stage, other };
  }

  it('the first touch has the credit: its code answers', async () => {
    const { stage, other } = await clicked('first');
    await stage.at(1);
    await stage.simulation.open(stage.code, { visitor: bob, share: 't', isNew: false });
    const [asked] = await stage.simulation.commit(stage.code, [use('bob')]);
    expect(asked).toMatchObject({ code: 'ATTRIBUTED_ELSEWHERE', successor: other });
    expect(await stage.redeem('bob')).toMatchObject({ ok: true, forwardedTo: other });
    expect(stage.rewards.map(([who]) => who)).toEqual(['zoe']);
  });

  it('by last touch, the code that is redeemed has it', async () => {
    const { stage } = await clicked('last');
    expect(await stage.redeem('bob')).not.toHaveProperty('forwardedTo');
    expect(stage.rewards.map(([who]) => who)).toEqual(['ann']);
  });

  it('a click counts until its window has passed, exclusively', async () => {
    for (const [hours, who] of [
      [10 - 0.001, 'zoe'],
      [10, 'ann'],
    ] as const) {
      const { stage } = await clicked('first');
      await stage.at(hours);
      await stage.redeem('bob');
      expect(stage.rewards.map(([beneficiary]) => beneficiary)).toEqual([who]);
    }
  });

  it('a click on a code that was revoked since does not', async () => {
    const { stage, other } = await clicked('first');
    await stage.send({ kind: 'revoke', opId: op('r'), ...byHand }, other);
    expect(await stage.redeem('bob')).not.toHaveProperty('forwardedTo');
  });
});

describe('reservations', () => {
  it('earn when they are confirmed', async () => {
    const stage = await Stage.of();
    const outcome = await stage.redeem('bob', { kind: 'reserve' });
    expect(outcome).toMatchObject({ redemptionState: 'reserved', reservedUntil: after(0.25) });
    expect(stage.state).toMatchObject({ uses: 1, redemptions: 0 });
    expect(word(await stage.redeem('bob'))).toBe('ALREADY_REDEEMED');
    await stage.at(0.2);
    const confirmed = await stage.close('confirm', redemptionOf(outcome));
    expect(confirmed).toMatchObject({ ok: true, redemptionState: 'redeemed' });
    expect(stage.state).toMatchObject({ uses: 1, redemptions: 1 });
    expect(stage.rewards).toHaveLength(1);
    for (const kind of ['confirm', 'release'] as const) {
      expect(word(await stage.close(kind, redemptionOf(outcome)))).toBe('RESERVATION_CLOSED');
    }
    await stage.at(1);
    expect(stage.state).toMatchObject({ uses: 1, rowDeadline: null });
  });

  it('run out at their instant, and give their use and their person back', async () => {
    const stage = await Stage.of();
    const row = redemptionOf(await stage.redeem('bob', { kind: 'reserve' }));
    await stage.simulation.advanceTo(plus(start, 15 * 60_000 - 1));
    expect(stage.state.uses).toBe(1);
    await stage.at(0.25);
    expect(stage.state.uses).toBe(0);
    expect(word(await stage.close('confirm', row))).toBe('RESERVATION_CLOSED');
    expect(word(await stage.redeem('bob'))).toBe('ok');
  });

  it('are confirmed while the code is frozen or has expired, not once it is revoked', async () => {
    for (const [kind, answer] of [
      ['freeze', 'ok'],
      ['revoke', 'CODE_REVOKED'],
    ] as const) {
      const stage = await Stage.of();
      const row = redemptionOf(await stage.redeem('bob', { kind: 'reserve' }));
      await stage.operate(kind);
      expect(word(await stage.close('confirm', row))).toBe(answer);
    }
    const stage = await Stage.of();
    await stage.at(23.9);
    const row = redemptionOf(await stage.redeem('bob', { kind: 'reserve' }));
    await stage.at(24.1);
    expect(stage.state.status).toBe('replaced');
    expect(word(await stage.close('confirm', row))).toBe('ok');
  });

  it('of another code are unknown here', async () => {
    const stage = await Stage.of();
    const other = await stage.issue('zoe');
    const row = redemptionOf(await stage.send(use('bob', { kind: 'reserve' }), other));
    expect(word(await stage.close('confirm', row))).toBe('REDEMPTION_UNKNOWN');
    expect(word(await stage.close('release', `${stage.code}.99` as never))).toBe(
      'REDEMPTION_UNKNOWN',
    );
  });
});
