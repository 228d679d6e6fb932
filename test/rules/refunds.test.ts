import { describe, expect, it } from 'vitest';

import type { PurchaseLadder, RewardTerms, WhenTerms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { RowId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { freshOpId } from '../support/commands.ts';
import { flawsOf } from '../simulate/books.ts';
import { byHand, earned, hour, redemptionOf, reward, Stage } from './stage.ts';

const heldPayout = { ...reward().payout, holdMs: duration(5 * hour) };
const yuan = 'CNY/2' as Asset;
const of = { milestone: 'bought', property: null, asset: yuan };

/** 0.30 at ten yuan, 0.50 at twenty. */
const ladder: PurchaseLadder = {
  ...{ kind: 'purchase-ladder', over: 'code', of },
  steps: [
    { purchases: minorUnits(1000), minor: minorUnits(30) },
    { purchases: minorUnits(2000), minor: minorUnits(50) },
  ],
};
const percent: RewardTerms['schedule'] = {
  ...{ kind: 'percent', milestone: 'bought', property: null, basisPoints: 1000 },
  ...{ floor: minorUnits(5), ceiling: minorUnits(100) },
};
const bands: RewardTerms['schedule'] = {
  ...{ kind: 'purchase-bands', of },
  bands: [
    { purchases: minorUnits(300), minor: minorUnits(5) },
    { purchases: minorUnits(900), minor: minorUnits(20) },
  ],
};
const both: WhenTerms = { milestones: ['registered', 'bought'], condition: null };
const atLeast = { minor: minorUnits(500), property: null };
const large = { milestone: 'bought', times: 1, atLeast, withinMs: null };

/** Ann's code, which bob has redeemed. */
async function redeemed(
  ...rewards: readonly Pick<RewardTerms, 'id' | 'schedule' | 'when'>[]
): Promise<{ readonly stage: Stage; readonly bob: RowId }> {
  const stage = await Stage.of({
    rewards: rewards.map((one) => reward({ ...one, payout: heldPayout })),
    milestones: ['redeemed', 'registered', 'bought'],
  });
  return { stage, bob: redemptionOf(await stage.redeem('bob')) };
}

function refund(stage: Stage, redemption: RowId, minor: number): Promise<Outcome> {
  const what = { milestone: 'bought', asset: yuan, minor };
  return stage.send({ kind: 'cancel', opId: freshOpId(), redemption, refund: what, ...byHand });
}

describe('a refund before the rest is reached', () => {
  it.each([
    ['a ladder by purchases', ladder, { paid: 1100, refunded: 1000, left: [] }],
    ['a ladder by purchases', ladder, { paid: 2100, refunded: 1000, left: [30] }],
    ['a percentage', percent, { paid: 900, refunded: 400, left: [50] }],
    ['bands of purchases', bands, { paid: 900, refunded: 1, left: [5] }],
    ['bands of purchases', bands, { paid: 900, refunded: 601, left: [] }],
  ] as const)('is not lost to %s', async (_, schedule, { paid, refunded, left }) => {
    const { stage, bob } = await redeemed({ id: 'one', schedule, when: both });
    await stage.reach('bob', 'bought', paid);
    expect(await refund(stage, bob, refunded)).toMatchObject({
      ...{ ok: true, redemptionState: 'redeemed' },
    });
    expect(earned(await stage.reach('bob', 'registered'))).toEqual(left);
    expect(flawsOf(stage.simulation.store)).toEqual([]);
  });

  it('leaves nothing of a percentage where nothing is left of the purchase, whatever its floor', async () => {
    const { stage, bob } = await redeemed({ id: 'one', schedule: percent, when: both });
    await stage.reach('bob', 'bought', 900);
    await refund(stage, bob, 899);
    await refund(stage, bob, 1);
    expect(earned(await stage.reach('bob', 'registered'))).toEqual([]);
    const { stage: other } = await redeemed({ id: 'one', schedule: percent, when: both });
    await other.reach('bob', 'bought');
    expect(earned(await other.reach('bob', 'registered'))).toEqual([5]);
  });

  it('is no more than what is left, which the refusal names', async () => {
    const { stage, bob } = await redeemed({ id: 'one', schedule: ladder, when: both });
    await stage.reach('bob', 'bought', 700);
    await stage.reach('bob', 'bought', 400);
    await refund(stage, bob, 500);
    expect(await refund(stage, bob, 601)).toMatchObject({
      code: 'MORE_THAN_LEFT',
      message: '6.00 CNY of what was paid is left, and no more can be taken back',
      left: 600,
    });
    await stage.reach('bob', 'registered');
    expect(await refund(stage, bob, 601)).toMatchObject({ code: 'MORE_THAN_LEFT', left: 600 });
    await refund(stage, bob, 600);
    expect(await refund(stage, bob, 1)).toMatchObject({ code: 'MORE_THAN_LEFT', left: 0 });
  });

  it('comes off the latest purchase first, and off one that is too small for all before that', async () => {
    const { stage, bob } = await redeemed(
      { id: 'sum', schedule: ladder, when: { ...both, milestones: ['registered', large] } },
      { id: 'last', schedule: percent, when: { ...both, milestones: ['registered', large] } },
    );
    await stage.reach('bob', 'bought', 499);
    await stage.reach('bob', 'bought', 1000);
    await stage.reach('bob', 'bought', 600);
    await refund(stage, bob, 499 + 100);
    expect(earned(await stage.reach('bob', 'registered'))).toEqual([30, 50]);
    expect(await refund(stage, bob, 501)).toMatchObject({ takenBack: [{ minor: 30 }] });
  });

  it.each([
    ['a percentage', percent, { paid: 600, left: [60] }],
    ['bands of purchases', bands, { paid: 900, left: [20] }],
  ] as const)(
    'comes off an earlier purchase that is too small for %s',
    async (_, schedule, { paid, left }) => {
      const when = { ...both, milestones: ['registered', large] };
      const { stage, bob } = await redeemed({ id: 'one', schedule, when });
      await stage.reach('bob', 'bought', 499);
      await stage.reach('bob', 'bought', paid);
      expect(await refund(stage, bob, 499 + paid + 1)).toMatchObject({ left: 499 + paid });
      await refund(stage, bob, 499);
      expect(earned(await stage.reach('bob', 'registered'))).toEqual(left);
    },
  );

  it('lowers what one ladder has counted and what another will count', async () => {
    const { stage, bob } = await redeemed(
      { id: 'now', schedule: ladder, when: { ...both, milestones: ['bought'] } },
      { id: 'later', schedule: ladder, when: both },
    );
    expect(earned(await stage.reach('bob', 'bought', 1100))).toEqual([30]);
    expect(await refund(stage, bob, 101)).toMatchObject({ takenBack: [{ reward: 'now' }] });
    expect(earned(await stage.reach('bob', 'registered'))).toEqual([]);
    expect(earned(await stage.reach('bob', 'bought', 1))).toEqual([30, 30]);
  });

  it('stays when its redemption is cancelled and reopened', async () => {
    const { stage, bob } = await redeemed({ id: 'one', schedule: ladder, when: both });
    await stage.reach('bob', 'bought', 1100);
    await refund(stage, bob, 200);
    const whole = { redemption: bob, ...byHand };
    await stage.send({ kind: 'cancel', opId: freshOpId(), ...whole });
    const again = await stage.send({ kind: 'reopen', opId: freshOpId(), ...whole });
    expect(await refund(stage, redemptionOf(again), 901)).toMatchObject({ left: 900 });
    expect(earned(await stage.reach('bob', 'registered'))).toEqual([]);
    expect(earned(await stage.reach('bob', 'bought', 100))).toEqual([30]);
  });

  it('does not undo that the purchase was made', async () => {
    const twice = { ...large, times: 2 };
    const { stage, bob } = await redeemed({
      ...{ id: 'one', schedule: ladder },
      when: { ...both, milestones: [twice] },
    });
    await stage.reach('bob', 'bought', 1500);
    await refund(stage, bob, 1400);
    expect(earned(await stage.reach('bob', 'bought', 900))).toEqual([30]);
  });

  it('is none of a reward that was earned: that is taken back by itself', async () => {
    const { stage, bob } = await redeemed({ id: 'one', schedule: percent, when: both });
    await stage.reach('bob', 'bought', 900);
    await stage.reach('bob', 'registered');
    expect(await refund(stage, bob, 1)).toMatchObject({
      code: 'MORE_THAN_LEFT',
      message: expect.stringMatching(/^no ladder counts what bought reported.*by itself/) as string,
      left: 0,
    });
  });
});

describe('a refund of what a ladder never counted', () => {
  const waits: WhenTerms = { milestones: ['registered', large], condition: null };
  const inGroup = { fact: 'channel', operator: 'equal', value: 'group' } as const;

  it('leaves the ladder as it is, and comes off it only beyond that', async () => {
    const { stage, bob } = await redeemed({ id: 'sum', schedule: ladder, when: waits });
    await stage.reach('bob', 'bought', 400);
    await stage.reach('bob', 'registered');
    await stage.reach('bob', 'bought', 1000);
    await stage.reach('bob', 'bought', 300);
    expect(stage.rewards).toEqual([['ann', 30, 'held']]);
    expect(await refund(stage, bob, 400)).toMatchObject({ ok: true, takenBack: [] });
    expect(await refund(stage, bob, 300)).toMatchObject({ ok: true, takenBack: [] });
    expect(stage.rewards).toEqual([['ann', 30, 'held']]);
    expect(await refund(stage, bob, 1001)).toMatchObject({ code: 'MORE_THAN_LEFT', left: 1000 });
    expect(await refund(stage, bob, 1)).toMatchObject({ takenBack: [{ minor: 30 }] });
    expect(flawsOf(stage.simulation.store)).toEqual([]);
  });

  it('is the same after it was cancelled and reopened', async () => {
    const { stage, bob } = await redeemed({ id: 'sum', schedule: ladder, when: waits });
    await stage.reach('bob', 'registered');
    await stage.reach('bob', 'bought', 1000);
    await stage.reach('bob', 'bought', 400);
    const whole = { redemption: bob, ...byHand };
    await stage.send({ kind: 'cancel', opId: freshOpId(), ...whole });
    const again = redemptionOf(await stage.send({ kind: 'reopen', opId: freshOpId(), ...whole }));
    expect(await refund(stage, again, 400)).toMatchObject({ ok: true, takenBack: [] });
    expect(await refund(stage, again, 1)).toMatchObject({ takenBack: [{ minor: 30 }] });
    expect(flawsOf(stage.simulation.store)).toEqual([]);
  });

  it('is of reports whose condition did not hold too', async () => {
    const when: WhenTerms = { milestones: ['bought'], condition: inGroup };
    const { stage, bob } = await redeemed(
      { id: 'sum', schedule: ladder, when },
      { id: 'all', schedule: ladder, when: { ...when, condition: null } },
    );
    await stage.reach('bob', 'bought', 1000);
    expect(stage.rewards).toEqual([['ann', 30, 'held']]);
    expect(await refund(stage, bob, 1)).toMatchObject({ takenBack: [{ reward: 'all' }] });
    await stage.send({ kind: 'cancel', opId: freshOpId(), redemption: bob, ...byHand });
    expect(flawsOf(stage.simulation.store)).toEqual([]);
  });
});

describe('a band, by what of the purchase was refunded', () => {
  const now: WhenTerms = { milestones: ['bought'], condition: null };

  async function bought(schedule: RewardTerms['schedule'] = bands) {
    const { stage, bob } = await redeemed({ id: 'one', schedule, when: now });
    await stage.reach('bob', 'bought', 900);
    const [id = ''] = stage.simulation.store.rewards.keys();
    const back = (minor: number): Promise<Outcome> =>
      stage.reverse(id, { refundedPurchaseMinor: minor });
    return { stage, bob, back };
  }

  it('becomes the one of the rest, and nothing below the first', async () => {
    const { stage, back } = await bought();
    expect(stage.rewards).toEqual([['ann', 20, 'held']]);
    expect(await back(1)).toMatchObject({ takenBack: [{ minor: 15, state: 'lowered', left: 5 }] });
    expect(await back(599)).toMatchObject({ takenBack: [{ minor: 0, left: 5 }] });
    expect(await back(301)).toMatchObject({ code: 'MORE_THAN_LEFT', left: 300 });
    await back(1);
    expect(stage.rewards).toEqual([['ann', 5, 'voided']]);
    expect(flawsOf(stage.simulation.store)).toEqual([]);
  });

  it('keeps what was refunded when its redemption is cancelled and reopened', async () => {
    const { stage, bob, back } = await bought();
    await back(100);
    const whole = { redemption: bob, ...byHand };
    await stage.send({ kind: 'cancel', opId: freshOpId(), ...whole });
    expect(earned(await stage.send({ kind: 'reopen', opId: freshOpId(), ...whole }))).toEqual([5]);
    const [, again = ''] = stage.simulation.store.rewards.keys();
    expect(await stage.reverse(again, { refundedPurchaseMinor: 801 })).toMatchObject({ left: 800 });
  });

  it('of purchases in another currency is worked out anew in that', async () => {
    const abroad = { ...bands, of: { ...of, asset: 'USD/2' as Asset } } as typeof bands;
    const { back } = await bought(abroad);
    expect(await back(1)).toMatchObject({ takenBack: [{ minor: 15, left: 5 }] });
    expect(await back(900)).toMatchObject({
      ...{ code: 'MORE_THAN_LEFT', left: 899 },
      message: '8.99 USD of the purchase is left, and no more can be taken back',
    });
  });
});
