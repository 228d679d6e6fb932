import { describe, expect, it } from 'vitest';

import { breachesIn } from '../../campaign-test/invariants.ts';
import type { RewardTerms, Step } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { RowId } from '../../domain/ids.ts';
import { minorUnits } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { freshOpId } from '../support/commands.ts';
import { byHand, earned, hour, redemptionOf, reward, Stage, use } from './stage.ts';

const budget = 'budget:CNY/2';

/** What the invitees at these places bring both sides, held for five hours. */
function ladder(steps: readonly Step[], changes: Partial<RewardTerms> = {}): RewardTerms {
  const payout = { ...reward().payout, holdMs: duration(5 * hour) };
  const schedule = { kind: 'ladder', over: 'code', steps } as const;
  return reward({ to: ['inviter', 'invitee'], payout, schedule, ...changes });
}

const atThird = { invitees: 3, minor: minorUnits(1000) };

async function correct(stage: Stage, kind: 'cancel' | 'reopen', of: RowId): Promise<Outcome> {
  return stage.send({ kind, opId: freshOpId(), redemption: of, ...byHand });
}

async function redeemAll(stage: Stage, ...people: readonly string[]): Promise<RowId[]> {
  const ids: RowId[] = [];
  for (const person of people) ids.push(redemptionOf(await stage.redeem(person)));
  return ids;
}

const standing = (stage: Stage): readonly number[] =>
  stage.rewards.flatMap(([, minor, state]) => (state === 'held' ? [minor] : []));

/** Whose step is in which state, in the order in which they were granted. */
const steps = (stage: Stage): readonly string[] =>
  stage.rewards.map(([who, minor, state]) => `${who} ${String(minor)} ${state}`);

describe('the step of a reopened invitee', () => {
  it('is theirs again where the ladder has gone on', async () => {
    const stage = await Stage.of({ rewards: [ladder([atThird])] });
    const [, , third] = await redeemAll(stage, 'p1', 'p2', 'p3', 'p4');
    await correct(stage, 'cancel', third as RowId);
    const reopened = await correct(stage, 'reopen', third as RowId);
    expect(earned(reopened)).toEqual([1000]);
    expect(reopened).toMatchObject({ rewards: [{ side: 'invitee', invitees: 3 }] });
    expect(steps(stage)).toEqual(['ann 1000 held', 'p3 1000 voided', 'p3 1000 held']);
    expect(stage.used(budget)).toBe(2000);
    await redeemAll(stage, 'p5');
    await correct(stage, 'cancel', redemptionOf(reopened));
    expect(standing(stage)).toEqual([1000]);
    expect(breachesIn(stage.simulation.store)).toEqual([]);
  });

  it('comes with the one that is reached by it, each under an id of its own', async () => {
    const next = { invitees: 4, minor: minorUnits(2000) };
    const stage = await Stage.of({ rewards: [ladder([atThird, next])] });
    const [, , third] = await redeemAll(stage, 'p1', 'p2', 'p3', 'p4');
    await correct(stage, 'cancel', third as RowId);
    expect(standing(stage)).toEqual([1000]);
    const reopened = redemptionOf(await correct(stage, 'reopen', third as RowId));
    expect(standing(stage)).toEqual([1000, 1000, 2000, 2000]);
    await correct(stage, 'cancel', reopened);
    await correct(stage, 'reopen', reopened);
    expect(standing(stage)).toEqual([1000, 1000, 2000, 2000]);
    expect(breachesIn(stage.simulation.store)).toEqual([]);
  });

  it('is not given where another invitee has it by now, also since the same batch', async () => {
    const stage = await Stage.of({ rewards: [ladder([atThird])] });
    const [, , third, fourth] = await redeemAll(stage, 'p1', 'p2', 'p3', 'p4');
    await correct(stage, 'cancel', third as RowId);
    await correct(stage, 'cancel', fourth as RowId);
    expect(standing(stage)).toEqual([]);
    const reopen = { kind: 'reopen', opId: freshOpId(), redemption: third as RowId } as const;
    const [, outcome] = await stage.simulation.commit(stage.code, [
      use('p5'),
      { ...reopen, ...byHand },
    ]);
    expect(outcome).toMatchObject({ ok: true, rewards: [] });
    expect(steps(stage).slice(2)).toEqual(['ann 1000 held', 'p5 1000 held']);
    expect(breachesIn(stage.simulation.store)).toEqual([]);
  });

  it('waits for room as everything else does', async () => {
    const caps = [{ scope: 'campaign', unit: 'count', max: 3, sides: 'both' }] as const;
    const stage = await Stage.of({
      rewards: [ladder([atThird, { ...atThird, invitees: 5 }], { caps })],
    });
    const [, , third] = await redeemAll(stage, 'p1', 'p2', 'p3', 'p4');
    await correct(stage, 'cancel', third as RowId);
    await redeemAll(stage, 'p5', 'p6');
    expect(await correct(stage, 'reopen', third as RowId)).toMatchObject({
      code: 'NO_ROOM_TO_REOPEN',
    });
  });
});
