import { describe, expect, it } from 'vitest';
import type { RewardTerms } from '../../domain/campaign/terms.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import type { RiskAnswer } from '../../domain/policy/policy.ts';
import { duration } from '../../domain/time.ts';
import { termsLike } from '../support/terms.ts';
import {
  after,
  byHand,
  hour,
  op,
  policyOf,
  redemptionOf,
  reviewOf,
  reward,
  Stage,
  word,
} from './stage.ts';

const { redemption } = termsLike();
const posters = { fact: 'channel', operator: 'equal', value: 'poster' } as const;

function reviewing(otherwise: 'approve' | 'refuse', terms = {}): Promise<Stage> {
  const answer: RiskAnswer = { kind: 'review', withinMs: duration(2 * hour), otherwise };
  return Stage.of(terms, { policy: policyOf({ id: 'posters', when: posters, answer }) });
}

function held(changes: Partial<RewardTerms> = {}): RewardTerms {
  const { payout } = reward();
  return reward({ payout: { ...payout, holdMs: duration(5 * hour) }, ...changes });
}

/** The account that each entry moved money from, and where to. */
function moves(stage: Stage): readonly string[] {
  return stage.simulation.store.entries
    .filter(({ kind }) => kind !== 'fund')
    .map(({ kind, source, destination, minor }) =>
      [kind, source, destination, String(minor)].join(' ').replaceAll('campaign:registration:', ''),
    );
}

describe('reviews', () => {
  it('an approved one earns as of its decision, and cannot be decided again', async () => {
    const stage = await reviewing('refuse');
    const opened = await stage.redeem('bob', { channel: 'poster' });
    expect(opened).toMatchObject({
      ok: true,
      redemptionState: 'review',
      reviewDueAt: after(2),
      rules: ['posters'],
    });
    expect(opened).not.toHaveProperty('rewards');
    expect(stage.state).toMatchObject({ uses: 1, redemptions: 0, reviewsOpen: 1 });
    await stage.at(1);
    const approved = await stage.decide('approve', reviewOf(opened));
    expect(approved).toMatchObject({ redemptionState: 'redeemed', rewards: [{ dueAt: after(1) }] });
    expect(stage.state).toMatchObject({ uses: 1, redemptions: 1, reviewsOpen: 0 });
    expect(word(await stage.decide('refuse', reviewOf(opened)))).toBe('REVIEW_CLOSED');
  });

  it('a refused one gives the use and the person back', async () => {
    const stage = await reviewing('approve');
    const opened = await stage.redeem('bob', { channel: 'poster' });
    expect(await stage.decide('refuse', reviewOf(opened))).toMatchObject({
      redemptionState: 'refused',
    });
    expect(stage.state).toMatchObject({ uses: 0, redemptions: 0, reviewsOpen: 0 });
    expect(word(await stage.redeem('bob'))).toBe('ok');
  });

  it.each([
    ['approve', 1, [['ann', 100, 'paid']]],
    ['refuse', 0, []],
  ] as const)('without a decision: %s, at the deadline', async (otherwise, uses, rewards) => {
    const stage = await reviewing(otherwise);
    await stage.redeem('bob', { channel: 'poster' });
    await stage.at(2 - 0.001);
    expect(stage.state.reviewsOpen).toBe(1);
    await stage.at(2);
    expect(stage.state).toMatchObject({ uses, reviewsOpen: 0 });
    expect(stage.rewards).toEqual(rewards);
  });

  it('without a decision, of a code that was revoked since: refused', async () => {
    const stage = await reviewing('approve');
    await stage.redeem('bob', { channel: 'poster' });
    await stage.operate('revoke');
    await stage.at(3);
    expect(stage.state).toMatchObject({ uses: 0, reviewsOpen: 0 });
    expect(stage.rewards).toEqual([]);
  });

  it('of a revoked code are refused by hand, not approved; unknown ones are unknown', async () => {
    const stage = await reviewing('approve');
    const review = reviewOf(await stage.redeem('bob', { channel: 'poster' }));
    await stage.operate('revoke');
    expect(word(await stage.decide('approve', review))).toBe('CODE_REVOKED');
    expect(word(await stage.decide('refuse', review))).toBe('ok');
    expect(word(await stage.decide('refuse', `${stage.code}.99` as never))).toBe('REVIEW_UNKNOWN');
  });

  it('what an overdue approval grants falls due as of its own instant, however late', async () => {
    const stage = await reviewing('approve', { rewards: [held()] });
    await stage.redeem('bob', { channel: 'poster' });
    stage.simulation.now = after(20);
    await stage.simulation.commit(stage.code, []);
    expect(stage.rewards).toEqual([['ann', 100, 'due']]);
    const [row] = stage.simulation.store.rewards.values();
    expect(row).toMatchObject({ grantedAt: after(2), dueAt: after(7) });
  });
});

describe('a revocation', () => {
  it.each([
    ['void', 'voided', 0],
    ['keep', 'held', 100],
  ] as const)('under terms that %s leaves held rewards %s', async (onRevoke, state, spent) => {
    const stage = await Stage.of({
      rewards: [held()],
      redemption: { ...redemption, onRevoke },
    });
    await stage.redeem('bob');
    await stage.operate('revoke');
    expect(stage.rewards).toEqual([['ann', 100, state]]);
    expect(stage.used('budget:CNY/2')).toBe(spent);
    expect(stage.state.granted).toEqual({ 'CNY/2': spent });
    await stage.at(6);
    expect(stage.rewards[0]?.[2]).toBe(onRevoke === 'void' ? 'voided' : 'paid');
  });

  it('leaves alone what was paid', async () => {
    const stage = await Stage.of();
    await stage.redeem('bob');
    await stage.at(1);
    await stage.operate('revoke');
    expect(stage.rewards).toEqual([['ann', 100, 'paid']]);
  });

  it('lifted by an appeal, the code takes redemptions again', async () => {
    const stage = await Stage.of();
    await stage.operate('revoke');
    expect(word(await stage.operate('reset'))).toBe('CODE_REVOKED');
    const appeal = { kind: 'reset', opId: op('appeal'), appeal: true, ...byHand } as const;
    expect(await stage.send(appeal)).toMatchObject({ ok: true, status: 'active' });
    expect(word(await stage.redeem('bob'))).toBe('ok');
  });
});

describe('reversing a reward', () => {
  const id = (stage: Stage): string => [...stage.simulation.store.rewards.keys()][0] ?? '';

  it('voids what is held', async () => {
    const stage = await Stage.of({ rewards: [held()] });
    const outcome = await stage.redeem('bob');
    expect(await stage.reverse(id(stage))).toMatchObject({ redemption: redemptionOf(outcome) });
    expect(stage.rewards).toEqual([['ann', 100, 'voided']]);
    expect(moves(stage)).toEqual(['hold budget held 100', 'void held budget 100']);
    expect(stage.used('budget:CNY/2')).toBe(0);
    await stage.at(6);
    expect(stage.rewards).toEqual([['ann', 100, 'voided']]);
  });

  it('takes back what was paid, and both caps and budget get it back', async () => {
    const caps = [{ scope: 'code', unit: 'amount', max: 100, sides: 'each' }] as const;
    const stage = await Stage.of({ rewards: [reward({ caps })] });
    await stage.redeem('bob');
    await stage.at(1);
    expect(word(await stage.reverse(id(stage)))).toBe('ok');
    expect(moves(stage).slice(-2)).toEqual([
      'reverse person:ann budget 100',
      'owe world debt:ann 100',
    ]);
    await stage.redeem('cat');
    // It settles what ann owes, so that nothing is left to be sent.
    expect(stage.rewards).toEqual([
      ['ann', 100, 'reversed'],
      ['ann', 100, 'paid'],
    ]);
    expect(moves(stage).slice(-2)).toEqual([
      'set-off held person:ann 100',
      'repay debt:ann world 100',
    ]);
  });

  it('waits for the provider, happens once, and only here', async () => {
    const stage = await Stage.of();
    await stage.redeem('bob');
    expect(word(await stage.reverse(id(stage)))).toBe('REWARD_IN_FLIGHT');
    await stage.at(1);
    expect(word(await stage.reverse(id(stage)))).toBe('ok');
    expect(word(await stage.reverse(id(stage)))).toBe('REWARD_CLOSED');
    expect(word(await stage.reverse('nothing'))).toBe('REWARD_UNKNOWN');
    const other = await stage.issue('zoe');
    const elsewhere = { kind: 'reverse', opId: op('x'), reward: id(stage), ...byHand };
    expect(word(await stage.send(elsewhere as never, other))).toBe('REWARD_UNKNOWN');
  });

  it('of points takes them from the person', async () => {
    const asset = 'points/0' as Asset;
    const { payout } = reward();
    const points = reward({ kind: 'points', asset, payout: { ...payout, timing: 'automatic' } });
    const budget = [{ asset, minor: minorUnits(100) }];
    const stage = await Stage.of({ rewards: [points], budget });
    await stage.redeem('bob');
    await stage.reverse(id(stage));
    expect(moves(stage)).toEqual([
      'hold budget held 100',
      'post held person:ann 100',
      'reverse person:ann budget 100',
    ]);
  });
});
