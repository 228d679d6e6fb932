import { expect, it } from 'vitest';

import type { BatchTerms } from '../../domain/campaign/batch-terms.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { RewardId } from '../../domain/ids.ts';
import { minorUnits, type Asset } from '../../domain/money.ts';
import { duration } from '../../domain/time.ts';
import { payingProvider, type VirtualProvider } from '../../simulate/payout.ts';
import { termsLike } from '../support/terms.ts';
import { Stage } from '../rules/stage.ts';
import { flawsOf } from './books.ts';

const minimum = [{ asset: 'CNY/2' as Asset, minor: minorUnits(250) }];
const hour = 3_600_000;

/** Ann's code lives for a day and settles an hour later, in a campaign of thirty days. */
function stageOf(
  payouts: Partial<BatchTerms> = {},
  provider: VirtualProvider = payingProvider,
): Promise<Stage> {
  const validity: Terms['validity'] = {
    ...termsLike().validity,
    onExpiry: { action: 'archive' },
    settleForMs: duration(hour),
  };
  const terms = { validity, payouts: { max: [], approval: null, minimum, ...payouts } };
  return Stage.of(terms, {}, { provider });
}

function states(stage: Stage): readonly string[] {
  return stage.rewards.map(([, minor, state]) => `${String(minor)} ${state}`);
}

async function redeem(stage: Stage, ...invitees: readonly string[]): Promise<void> {
  for (const invitee of invitees) await stage.redeem(invitee);
  await stage.at(1);
}

it('rewards of a person stay due until together they reach the minimum, and are paid then', async () => {
  const stage = await stageOf();
  await redeem(stage, 'bob', 'cid');
  expect(states(stage)).toEqual(['100 due', '100 due']);
  await redeem(stage, 'dan');
  expect(states(stage)).toEqual(['100 paid', '100 paid', '100 paid']);
  expect(flawsOf(stage.simulation.store)).toEqual([]);
});

it('what waits may be taken back, whole or in part, and counts no more', async () => {
  const stage = await stageOf();
  await redeem(stage, 'bob', 'cid');
  const [first, second] = [...stage.simulation.store.rewards.keys()] as [RewardId, RewardId];
  expect(await stage.reverse(first)).toMatchObject({ ok: true });
  expect(await stage.reverse(second, { amountMinor: 40 })).toMatchObject({ ok: true });
  await redeem(stage, 'dan');
  expect(states(stage)).toEqual(['100 voided', '60 due', '100 due']);
  await redeem(stage, 'eve');
  expect(states(stage)).toEqual(['100 voided', '60 paid', '100 paid', '100 paid']);
  expect(flawsOf(stage.simulation.store)).toEqual([]);
});

it('what is left of a part counts once', async () => {
  const stage = await stageOf();
  await redeem(stage, 'bob', 'cid');
  const [first] = [...stage.simulation.store.rewards.keys()] as [RewardId];
  expect(await stage.reverse(first, { amountMinor: 40 })).toMatchObject({ ok: true });
  await stage.at(2);
  expect(states(stage)).toEqual(['60 due', '100 due']);
});

it('what waits of a settled code may be taken back, and what was paid becomes a debt', async () => {
  const stage = await stageOf();
  await redeem(stage, 'bob', 'cid', 'dan');
  expect(states(stage)).toEqual(['100 paid', '100 paid', '100 paid']);
  await redeem(stage, 'eve');
  await stage.at(29 * 24);
  expect(stage.state.status).toBe('settled');
  const rewards = [...stage.simulation.store.rewards.keys()] as RewardId[];
  for (const reward of [rewards[0], rewards[3]] as RewardId[]) {
    expect(await stage.reverse(reward)).toMatchObject({ ok: true, status: 'settled' });
    expect(await stage.reverse(reward)).toMatchObject({ ok: false, code: 'REWARD_CLOSED' });
  }
  expect(states(stage)).toEqual(['100 reversed', '100 paid', '100 paid', '100 voided']);
  expect(flawsOf(stage.simulation.store)).toEqual([]);
});

/** Three rewards of Ann's, in one payout that the provider refuses; it pays what is asked for later. */
async function refused(): Promise<{ stage: Stage; rewards: readonly RewardId[] }> {
  const asked: RewardId[] = [];
  const stage = await stageOf({}, ({ id }) => (asked.push(id) <= 3 ? 'refused' : 'paid'));
  await redeem(stage, 'bob', 'cid', 'dan');
  const { payouts, rewards } = stage.simulation.store;
  expect([...payouts.values()].map(({ state }) => state)).toEqual(['failed', 'failed', 'failed']);
  return { stage, rewards: [...rewards.keys()] };
}

it('a part of a reward in a payout of several that was refused dissolves it, and the rest is paid', async () => {
  const { stage, rewards } = await refused();
  const [first, second] = rewards as [RewardId, RewardId];
  expect(await stage.reverse(second, { amountMinor: 10 })).toMatchObject({ ok: true });
  expect(await stage.reverse(second, { amountMinor: 20 })).toMatchObject({ ok: true });
  expect(await stage.reverse(first, { amountMinor: 10 })).toMatchObject({ ok: true });
  await stage.at(2);
  expect(states(stage)).toEqual(['90 paid', '70 paid', '100 paid']);
  expect(flawsOf(stage.simulation.store)).toEqual([]);
});

it('what of a refused payout of several is below the minimum gathers again', async () => {
  const { stage, rewards } = await refused();
  const [first] = rewards as [RewardId];
  expect(await stage.reverse(first)).toMatchObject({ ok: true });
  await stage.at(2);
  expect(states(stage)).toEqual(['100 voided', '100 due', '100 due']);
  await redeem(stage, 'eve');
  expect(states(stage)).toEqual(['100 voided', '100 paid', '100 paid', '100 paid']);
  expect(flawsOf(stage.simulation.store)).toEqual([]);
});

it('a part of a reward that was refused in a payout of its own is not taken', async () => {
  const stage = await stageOf({ minimum: [] }, () => 'refused');
  await redeem(stage, 'bob');
  const [first] = [...stage.simulation.store.rewards.keys()] as [RewardId];
  const answer = await stage.reverse(first, { amountMinor: 40 });
  expect(answer).toMatchObject({ ok: false, code: 'REWARD_INDIVISIBLE' });
});

it('a debt that arises while rewards wait is settled before they are sent', async () => {
  const stage = await stageOf();
  await redeem(stage, 'bob', 'cid', 'dan', 'eve');
  expect(states(stage)).toEqual(['100 paid', '100 paid', '100 paid', '100 due']);
  const [first] = [...stage.simulation.store.rewards.keys()] as [RewardId];
  expect(await stage.reverse(first)).toMatchObject({ ok: true });
  // Of the new ones the first settles what is owed as it falls due.
  await redeem(stage, 'fay', 'gus');
  await stage.at(31 * 24);
  expect(flawsOf(stage.simulation.store)).toEqual([]);
  const rows = [...stage.simulation.store.rewards.values()];
  expect(rows.reduce((sum, { setOff }) => sum + setOff, 0)).toBe(100);
});

it('at the end of a campaign a debt takes what had waited', async () => {
  const stage = await stageOf();
  await redeem(stage, 'bob', 'cid', 'dan', 'eve');
  const [first] = [...stage.simulation.store.rewards.keys()] as [RewardId];
  expect(await stage.reverse(first)).toMatchObject({ ok: true });
  await stage.at(31 * 24);
  expect(states(stage)).toEqual(['100 reversed', '100 paid', '100 paid', '100 paid']);
  const [, , , last] = [...stage.simulation.store.rewards.values()];
  expect(last).toMatchObject({ setOff: 100 });
  expect(flawsOf(stage.simulation.store)).toEqual([]);
});

it.each([
  ['is paid', {}, 'paid'],
  ['stays where the terms say so', { atEnd: 'keep' as const }, 'due'],
])('what is left when the campaign is over to its last code %s', async (_, atEnd, state) => {
  const stage = await stageOf(atEnd);
  await redeem(stage, 'bob');
  await stage.at(29 * 24);
  expect(stage.state.status).toBe('settled');
  expect(states(stage)).toEqual(['100 due']);
  await stage.at(31 * 24);
  expect(states(stage)).toEqual([`100 ${state}`]);
});
