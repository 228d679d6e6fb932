import { describe, expect, it } from 'vitest';

import type { RewardTerms, Step } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { CodeId, RowId } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { breachesIn } from '../../campaign-test/invariants.ts';
import { freshOpId } from '../support/commands.ts';
import { termsLike } from '../support/terms.ts';
import { byHand, earned, hour, op, redemptionOf, reward, Stage, use, word } from './stage.ts';

const { redemption } = termsLike();
const budget = 'budget:CNY/2';

function held(changes: Partial<RewardTerms> = {}): RewardTerms {
  const { payout } = reward();
  return reward({ payout: { ...payout, holdMs: duration(5 * hour) }, ...changes });
}

/** Ten yuan at the third invitee, twenty at the fifth, held for five hours. */
function ladder(over: 'code' | 'person' = 'code'): RewardTerms {
  const steps: readonly Step[] = [
    { invitees: 3, minor: minorUnits(1000) },
    { invitees: 5, minor: minorUnits(2000) },
  ];
  return held({ schedule: { kind: 'ladder', over, steps } });
}

async function correct(
  stage: Stage,
  kind: 'cancel' | 'reopen',
  of: RowId,
  opId = freshOpId(),
): Promise<Outcome> {
  return stage.send({ kind, opId, redemption: of, ...byHand });
}

async function redeemAll(stage: Stage, ...people: readonly string[]): Promise<RowId[]> {
  const ids: RowId[] = [];
  for (const person of people) ids.push(redemptionOf(await stage.redeem(person)));
  return ids;
}

const paidAtOnce: RewardTerms = { ...ladder('person'), payout: reward().payout };

/** Ann has two codes: two invitees came through the one, and the third, who brought the step, through the other. */
async function overTwoCodes(
  steps: RewardTerms,
): Promise<{ readonly stage: Stage; readonly other: CodeId; readonly first: RowId }> {
  const code = { ...termsLike().code, perPerson: 2 };
  const stage = await Stage.of({ rewards: [steps], code });
  const other = await stage.issue('ann');
  const [first] = await redeemAll(stage, 'p1', 'p2');
  await stage.send(use('p3'), other);
  return { stage, other, first: first as RowId };
}

const standing = (stage: Stage): readonly number[] =>
  stage.rewards.flatMap(([, minor, state]) =>
    state === 'voided' || state === 'reversed' ? [] : [minor],
  );

describe('a cancelled redemption', () => {
  it('gives back use, cap, limit, budget and place, and the person can redeem again', async () => {
    const caps = [{ scope: 'person', unit: 'count', max: 1, sides: 'each' }] as const;
    const limits = [
      { of: { kind: 'scope', scope: 'campaign' }, every: 'day', unit: 'count', max: 1 },
    ] as const;
    const stage = await Stage.of({
      rewards: [held({ caps, limits })],
      redemption: { ...redemption, usesMax: 1 },
    });
    const first = redemptionOf(await stage.redeem('bob'));
    expect(word(await stage.redeem('cid'))).toBe('CODE_EXHAUSTED');
    expect(await correct(stage, 'cancel', first)).toMatchObject({
      ...{ ok: true, redemption: first, redemptionState: 'cancelled' },
      takenBack: [{ id: `${first}/red-packet/inviter`, minor: 100, state: 'voided' }],
    });
    expect(stage.state).toMatchObject({ uses: 0, redemptions: 0, granted: { 'CNY/2': 0 } });
    expect(stage.used(budget)).toBe(0);
    const again = await stage.redeem('bob');
    expect(earned(again)).toEqual([100]);
    expect(redemptionOf(again)).not.toBe(first);
    expect(breachesIn(stage.simulation.store)).toEqual([]);
  });

  it('of terms that keep the use keeps it, and the place of its person', async () => {
    const stage = await Stage.of({
      rewards: [held()],
      redemption: { ...redemption, onCancel: 'keep-use' },
    });
    const first = redemptionOf(await stage.redeem('bob'));
    expect(await correct(stage, 'cancel', first)).toMatchObject({ redemptionState: 'spent' });
    expect(stage.state).toMatchObject({ uses: 1, redemptions: 0 });
    expect(stage.used(budget)).toBe(0);
    expect(word(await stage.redeem('bob'))).toBe('ALREADY_REDEEMED');
    expect(word(await stage.reach('bob', 'registered'))).toBe('NOT_REDEEMED');
  });

  it('reverses what was paid, by an entry with reason and actor', async () => {
    const stage = await Stage.of();
    const first = redemptionOf(await stage.redeem('bob'));
    await stage.at(1);
    expect(word(await correct(stage, 'cancel', first))).toBe('ok');
    expect(stage.simulation.store.entries.slice(-2)).toMatchObject([
      { kind: 'reverse', ...byHand },
      { kind: 'owe', ...byHand },
    ]);
    expect(stage.rewards).toEqual([['ann', 100, 'reversed']]);
  });

  it('is answered once for each operation, and cancelled once', async () => {
    const stage = await Stage.of({ rewards: [held()] });
    const first = redemptionOf(await stage.redeem('bob'));
    const done = await correct(stage, 'cancel', first, op('one'));
    expect(await correct(stage, 'cancel', first, op('one'))).toEqual(done);
    expect(word(await correct(stage, 'cancel', first))).toBe('REDEMPTION_CANCELLED');
    expect(word(await correct(stage, 'cancel', `${stage.code}.99` as RowId))).toBe(
      'REDEMPTION_UNKNOWN',
    );
  });

  it('waits for a reward that is with the provider, and takes nothing back until then', async () => {
    const stage = await Stage.of();
    const first = redemptionOf(await stage.redeem('bob'));
    expect(word(await correct(stage, 'cancel', first))).toBe('REWARD_IN_FLIGHT');
    expect(stage.state).toMatchObject({ uses: 1, redemptions: 1 });
  });

  it('takes back every month of a reward that recurs', async () => {
    const stage = await Stage.of({ rewards: [held({ recurring: { months: 3 } })] });
    const first = redemptionOf(await stage.redeem('bob'));
    expect(stage.used(budget)).toBe(300);
    await correct(stage, 'cancel', first);
    expect(stage.used(budget)).toBe(0);
  });

  it('is no reservation: that can be released', async () => {
    const stage = await Stage.of();
    const reserved = await stage.redeem('bob', { kind: 'reserve' });
    expect(await correct(stage, 'cancel', redemptionOf(reserved))).toMatchObject({
      code: 'NOT_REDEEMED',
      message: 'the redemption is a reservation, which can be released: there is nothing to cancel',
    });
  });
});

describe('a step of a ladder', () => {
  it('falls when one of its invitees goes, and is reached again once', async () => {
    const stage = await Stage.of({ rewards: [ladder()] });
    const [first] = await redeemAll(stage, 'p1', 'p2', 'p3');
    expect(standing(stage)).toEqual([1000]);
    expect(await correct(stage, 'cancel', first as RowId)).toMatchObject({
      takenBack: [{ reward: 'red-packet', state: 'voided' }],
    });
    expect(standing(stage)).toEqual([]);
    await redeemAll(stage, 'p4');
    expect(standing(stage)).toEqual([1000]);
    await redeemAll(stage, 'p1');
    expect(standing(stage)).toEqual([1000]);
    await redeemAll(stage, 'p5');
    expect(standing(stage)).toEqual([1000, 2000]);
    expect(breachesIn(stage.simulation.store)).toEqual([]);
  });

  it('stands where enough invitees are left, whoever brought it', async () => {
    const stage = await Stage.of({ rewards: [ladder()] });
    const [, , third] = await redeemAll(stage, 'p1', 'p2', 'p3', 'p4');
    expect(await correct(stage, 'cancel', third as RowId)).toMatchObject({ takenBack: [] });
    expect(standing(stage)).toEqual([1000]);
    await redeemAll(stage, 'p3', 'p5');
    expect(standing(stage)).toEqual([1000, 2000]);
  });

  it('of an invitee goes with that invitee', async () => {
    const stage = await Stage.of({ rewards: [{ ...ladder(), to: ['inviter', 'invitee'] }] });
    const [, , third] = await redeemAll(stage, 'p1', 'p2', 'p3', 'p4');
    await correct(stage, 'cancel', third as RowId);
    expect(stage.rewards).toEqual([
      ['ann', 1000, 'held'],
      ['p3', 1000, 'voided'],
    ]);
  });

  it('that came through another code falls too, says why, and is reached again once', async () => {
    const { stage, other, first } = await overTwoCodes(ladder('person'));
    await correct(stage, 'cancel', first);
    expect(standing(stage)).toEqual([]);
    expect(stage.simulation.store.entries.at(-1)).toMatchObject({
      kind: 'void',
      reason: `redemption ${first} of another code was cancelled`,
      actor: byHand.actor,
    });
    expect(stage.used(budget)).toBe(0);
    await correct(stage, 'reopen', first);
    expect(standing(stage)).toEqual([1000]);
    await redeemAll(stage, 'p4');
    await stage.send(use('p5'), other);
    expect(standing(stage)).toEqual([1000, 2000]);
    expect(breachesIn(stage.simulation.store)).toEqual([]);
  });

  it('that came through another code and is with the provider is kept by the next invitee', async () => {
    const { stage, first } = await overTwoCodes(paidAtOnce);
    await correct(stage, 'cancel', first);
    expect(standing(stage)).toEqual([1000]);
    await redeemAll(stage, 'p4');
    await stage.at(1);
    expect(stage.rewards).toEqual([['ann', 1000, 'paid']]);
    expect(stage.simulation.store.overhangs.all).toEqual([]);
  });

  it('that came through another code is reversed and owed once it was paid', async () => {
    const { stage, first } = await overTwoCodes(paidAtOnce);
    await correct(stage, 'cancel', first);
    await stage.at(1);
    expect(stage.rewards).toEqual([['ann', 1000, 'reversed']]);
    expect(stage.used('debt:CNY/2:ann')).toBe(1000);
    expect(breachesIn(stage.simulation.store)).toEqual([]);
  });
});

describe('a reopened redemption', () => {
  it('takes again what it took, once, under an id of its own', async () => {
    const stage = await Stage.of({ rewards: [held(), { ...ladder(), id: 'steps' }] });
    const [, , third] = await redeemAll(stage, 'p1', 'p2', 'p3');
    await correct(stage, 'cancel', third as RowId);
    const reopened = await correct(stage, 'reopen', third as RowId);
    expect(earned(reopened)).toEqual([100, 1000]);
    expect(redemptionOf(reopened)).not.toBe(third);
    expect(stage.state).toMatchObject({ uses: 3, redemptions: 3, granted: { 'CNY/2': 1300 } });
    expect(stage.used(budget)).toBe(1300);
    expect(await correct(stage, 'reopen', third as RowId)).toMatchObject({
      code: 'NOT_CANCELLED',
      message: `the redemption was reopened as ${redemptionOf(reopened)}`,
    });
    expect(word(await correct(stage, 'cancel', redemptionOf(reopened)))).toBe('ok');
    expect(stage.used(budget)).toBe(200);
    expect(breachesIn(stage.simulation.store)).toEqual([]);
  });

  it('goes on to its next milestone from where it was', async () => {
    const verified = held({ when: { milestones: ['registered'], condition: null } });
    const stage = await Stage.of({ rewards: [verified] });
    const first = redemptionOf(await stage.redeem('bob'));
    await correct(stage, 'cancel', first);
    expect(word(await stage.reach('bob', 'registered'))).toBe('NOT_REDEEMED');
    await correct(stage, 'reopen', first);
    expect(earned(await stage.reach('bob', 'registered'))).toEqual([100]);
  });

  it('is refused by the bound that has no room for it, and by its name', async () => {
    const caps = [
      { scope: 'campaign', unit: 'amount', max: minorUnits(100), sides: 'each' },
    ] as const;
    const stage = await Stage.of({ rewards: [held({ caps })] });
    const first = redemptionOf(await stage.redeem('bob'));
    await correct(stage, 'cancel', first);
    await redeemAll(stage, 'cid');
    expect(await correct(stage, 'reopen', first)).toMatchObject({
      code: 'NO_ROOM_TO_REOPEN',
      message: 'red-packet: 1.00 CNY a campaign has no room for it',
    });
    expect(stage.state).toMatchObject({ uses: 1, redemptions: 1 });
  });

  it.each([
    ['CODE_EXHAUSTED', 'cid'],
    ['ALREADY_REDEEMED', 'bob'],
  ])('is refused %s when %s has redeemed meanwhile', async (code, person) => {
    const stage = await Stage.of({ redemption: { ...redemption, usesMax: 1 }, rewards: [held()] });
    const first = redemptionOf(await stage.redeem('bob'));
    expect(word(await correct(stage, 'reopen', first))).toBe('NOT_CANCELLED');
    await correct(stage, 'cancel', first);
    await redeemAll(stage, person);
    expect(word(await correct(stage, 'reopen', first))).toBe(code);
  });
});
