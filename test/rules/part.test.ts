import { describe, expect, it } from 'vitest';

import type { CapTerms, LimitTerms, RewardTerms } from '../../domain/campaign/terms.ts';
import type { Part } from '../../domain/code/command.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { flawsOf } from '../simulate/books.ts';
import { byHand, hour, op, redemptionOf, reward, Stage, word } from './stage.ts';

const { payout } = reward();
const held = { payout: { ...payout, holdMs: duration(5 * hour) } };
const cap: CapTerms = { scope: 'code', unit: 'amount', max: 150, sides: 'each' };
const times: CapTerms = { scope: 'person', unit: 'count', max: 2, sides: 'each' };
const daily: LimitTerms = {
  of: { kind: 'scope', scope: 'person' },
  every: 'day',
  unit: 'amount',
  max: 150,
};

/** A yuan for the inviter of each redemption. */
async function earned(changes: Partial<RewardTerms> = {}): Promise<Stage> {
  const stage = await Stage.of({ rewards: [reward(changes)] });
  await stage.redeem('bob');
  return stage;
}

function rewardOf(stage: Stage, which = 0): string {
  return [...stage.simulation.store.rewards.keys()][which] ?? '';
}

function take(stage: Stage, amountMinor: number, which = 0) {
  return stage.reverse(rewardOf(stage, which), { amountMinor });
}

/** What was booked beyond funding, by kind. */
function booked(stage: Stage): readonly string[] {
  return stage.simulation.store.entries
    .filter(({ kind }) => kind !== 'fund')
    .map(({ kind, minor }) => `${kind} ${String(minor)}`);
}

describe('a part of a reward', () => {
  it('taken back before it is paid makes the reward smaller, and the rest is paid', async () => {
    const stage = await earned(held);
    expect(await take(stage, 30)).toMatchObject({
      takenBack: [{ reward: 'red-packet', side: 'inviter', minor: 30, state: 'lowered', left: 70 }],
    });
    expect(stage.used('budget:CNY/2')).toBe(70);
    expect(stage.state.granted).toEqual({ 'CNY/2': 70 });
    await stage.at(6);
    expect(stage.rewards).toEqual([['ann', 70, 'paid']]);
    expect(booked(stage)).toEqual(['hold 100', 'lower 30', 'post 70']);
    expect(flawsOf(stage.simulation.store)).toEqual([]);
  });

  it('taken back after is reversed and owed, and the next reward settles it', async () => {
    const stage = await earned();
    await stage.at(1);
    expect(await take(stage, 30)).toMatchObject({
      takenBack: [{ minor: 30, state: 'reversed', left: 70 }],
    });
    await stage.redeem('cat');
    await stage.at(2);
    expect(stage.rewards).toEqual([
      ['ann', 100, 'paid'],
      ['ann', 100, 'paid'],
    ]);
    expect(booked(stage)).toEqual([
      ...['hold 100', 'post 100', 'reverse 30', 'owe 30'],
      ...['hold 100', 'set-off 30', 'repay 30', 'post 70'],
    ]);
    expect(flawsOf(stage.simulation.store)).toEqual([]);
  });

  it('of one whose payout waits makes the payout smaller; all of it is in flight', async () => {
    const stage = await earned();
    expect(word(await take(stage, 100))).toBe('REWARD_IN_FLIGHT');
    expect(word(await take(stage, 99))).toBe('ok');
    await stage.at(1);
    expect(booked(stage)).toEqual(['hold 100', 'lower 99', 'post 1']);
  });

  it('gives back what counts amounts, and not what counts rewards', async () => {
    const stage = await earned({ ...held, caps: [cap, times], limits: [daily] });
    await take(stage, 50);
    const [row] = stage.simulation.store.rewards.values();
    expect(Object.values(row?.took ?? {}).sort()).toEqual([1, 50, 50, 50]);
    await stage.redeem('cat');
    await stage.redeem('dan');
    expect(stage.rewards).toEqual([
      ['ann', 50, 'held'],
      ['ann', 100, 'held'],
    ]);
    expect(flawsOf(stage.simulation.store)).toEqual([]);
  });

  it('is no more than what is left, which the refusal names', async () => {
    const stage = await earned(held);
    await take(stage, 30);
    expect(await take(stage, 71)).toMatchObject({
      code: 'MORE_THAN_LEFT',
      message: '0.70 CNY of the reward is left, and no more can be taken back',
      left: 70,
    });
    expect(await take(stage, 70)).not.toHaveProperty('takenBack');
    expect(stage.rewards).toEqual([['ann', 70, 'voided']]);
    expect(word(await take(stage, 1))).toBe('REWARD_CLOSED');
    expect(booked(stage)).toEqual(['hold 100', 'lower 30', 'void 70']);
  });

  it('is taken once an operation, and is not one of coupons or of what came back', async () => {
    const stage = await earned(held);
    const opId = op('part');
    const command = { kind: 'reverse', opId, reward: rewardOf(stage), ...byHand } as const;
    const first = await stage.send({ ...command, part: { amountMinor: 30 } } as never);
    expect(await stage.send({ ...command, part: { amountMinor: 30 } } as never)).toEqual(first);
    expect(word(await stage.send({ ...command, part: { amountMinor: 31 } } as never))).toBe(
      'OPERATION_REUSED',
    );
    expect(stage.rewards).toEqual([['ann', 70, 'held']]);
    const back = { ...command, opId: op('back'), part: { amountMinor: 1 }, returned: true };
    expect(word(await stage.send(back as never))).toBe('INVALID_COMMAND');
    const coupons = await earned({ ...held, kind: 'coupon' });
    expect(word(await take(coupons, 30))).toBe('REWARD_INDIVISIBLE');
  });

  it('of points is owed by nobody', async () => {
    const stage = await earned({ kind: 'points', asset: 'points/0' as Asset });
    expect(await take(stage, 30)).toMatchObject({ takenBack: [{ state: 'reversed', left: 70 }] });
    expect(await take(stage, 71)).toMatchObject({ code: 'MORE_THAN_LEFT', left: 70 });
    await take(stage, 70);
    expect(booked(stage)).toEqual(['hold 100', 'post 100', 'reverse 30', 'reverse 70']);
    expect(stage.used('budget:points/0')).toBe(0);
    expect(flawsOf(stage.simulation.store)).toEqual([]);
  });

  it.each([
    ['before it is paid', held, 0, ['hold 100', 'lower 30', 'void 70', 'hold 70']],
    [
      'after',
      {},
      1,
      ['hold 100', 'post 100', 'reverse 30', 'owe 30', 'reverse 70', 'owe 70', 'hold 70'],
    ],
  ])('taken back %s stays taken when its redemption is cancelled and reopened', async (...row) => {
    const [, changes, hours, entries] = row;
    const stage = await Stage.of({ rewards: [reward(changes)] });
    const redemption = redemptionOf(await stage.redeem('bob'));
    await stage.at(hours);
    await take(stage, 30);
    const cancelling = { kind: 'cancel', opId: op('cancel'), redemption, ...byHand } as const;
    expect(await stage.send(cancelling)).toMatchObject({ takenBack: [{ minor: 70 }] });
    expect(stage.used('budget:CNY/2')).toBe(0);
    const reopened = await stage.send({ ...cancelling, kind: 'reopen', opId: op('reopen') });
    expect(reopened).toMatchObject({ rewards: [{ granted: true, minor: 70 }] });
    expect(stage.used('budget:CNY/2')).toBe(70);
    expect(booked(stage).slice(0, entries.length)).toEqual(entries);
    expect(flawsOf(stage.simulation.store)).toEqual([]);
  });
});

describe('a part of a percentage, by what of the purchase was refunded', () => {
  const percent: RewardTerms['schedule'] = {
    ...{ kind: 'percent', milestone: 'bought', property: null, basisPoints: 333 },
    ...{ floor: minorUnits(0), ceiling: minorUnits(1_000) },
  };

  async function bought(schedule: Partial<typeof percent> = {}, minor = 12_850): Promise<Stage> {
    const when = { milestones: ['bought'], condition: null };
    const rewards = [reward({ ...held, when, schedule: { ...percent, ...schedule } as never })];
    const stage = await Stage.of({ rewards, milestones: ['redeemed', 'bought'] });
    await stage.redeem('bob');
    await stage.send({
      ...{ kind: 'milestone', opId: op('bought'), invitee: 'bob', milestone: 'bought' },
      purchaseAmountMinor: minor,
    } as never);
    return stage;
  }

  const refund = (refundedPurchaseMinor: number): Part => ({ refundedPurchaseMinor });

  it('becomes what the same percentage gives for the rest, however often', async () => {
    const whole = await bought();
    expect(whole.rewards).toEqual([['ann', 427, 'held']]);
    await whole.reverse(rewardOf(whole), refund(4_000));
    expect(whole.rewards).toEqual([['ann', 294, 'held']]);
    const often = await bought();
    for (let time = 0; time < 40; time += 1) await often.reverse(rewardOf(often), refund(100));
    expect(often.rewards).toEqual(whole.rewards);
    expect(flawsOf(often.simulation.store)).toEqual([]);
  });

  it('keeps floor and ceiling, and a refund that changes nothing is noted', async () => {
    const stage = await bought({ floor: minorUnits(300), ceiling: minorUnits(400) });
    expect(stage.rewards).toEqual([['ann', 400, 'held']]);
    const first = await stage.reverse(rewardOf(stage), refund(800));
    expect(first).toMatchObject({ takenBack: [{ minor: 0, left: 400 }] });
    await stage.reverse(rewardOf(stage), refund(2_000));
    expect(stage.rewards).toEqual([['ann', 334, 'held']]);
    await stage.reverse(rewardOf(stage), refund(10_000));
    expect(stage.rewards).toEqual([['ann', 300, 'held']]);
    expect(await stage.reverse(rewardOf(stage), refund(51))).toMatchObject({
      code: 'MORE_THAN_LEFT',
      left: 50,
    });
    await stage.reverse(rewardOf(stage), refund(50));
    expect(stage.rewards).toEqual([['ann', 300, 'voided']]);
  });

  it('is no part of what is no percentage', async () => {
    const stage = await earned(held);
    expect(word(await stage.reverse(rewardOf(stage), refund(1)))).toBe('REWARD_INDIVISIBLE');
  });
});
