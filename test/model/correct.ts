import type { CorrectCommand } from '../../domain/code/command.ts';
import { amountAt, climbSteps, placeOf, reachedIn, sidesOf } from './earn.ts';
import { grant, isTakenBack, leftOf, type Earned } from './grant.ts';
import type { Promised } from './meaning.ts';
import { takeOverhangs } from './overhangs.ts';
import { isBySums, partIn, sumOf } from './paid.ts';
import { closedToReports, no, ownRedemption, yes, type Prediction } from './prediction.ts';
import { refund } from './refund.ts';
import {
  redemptionOf,
  usesOf,
  type ModelCode,
  type ModelRedemption,
  type ModelReward,
  type Qualified,
  type World,
} from './world.ts';

/** A redemption is cancelled, or counts again. */
export function correct(world: World, code: ModelCode, command: CorrectCommand): Prediction {
  const redemption = ownRedemption(world, code, ({ name }) => name === command.redemption);
  if (!redemption) return no('REDEMPTION_UNKNOWN');
  if (command.kind === 'reopen') return reopen(world, code, redemption);
  const { state } = redemption;
  if (state === 'cancelled' || state === 'spent') return no('REDEMPTION_CANCELLED');
  if (state !== 'redeemed') return no('NOT_REDEEMED');
  return command.refund === undefined
    ? cancel(world, code, redemption)
    : refund(world, code, { redemption, ...command.refund });
}

function cancel(world: World, code: ModelCode, redemption: ModelRedemption): Prediction {
  const { name } = redemption;
  const counted = world.qualified.filter((one) => one.redemption === redemption);
  const falls = world.rewards.filter(
    (one) => !isTakenBack(one) && hasFallen(world, redemption, { one, counted }),
  );
  if (falls.some((one) => one.state === 'due')) return no('REWARD_IN_FLIGHT');
  for (const one of falls) one.state = one.state === 'held' ? 'voided' : 'reversed';
  for (const one of counted) world.qualified.splice(world.qualified.indexOf(one), 1);
  redemption.state = world.meaning.keepsUse === true ? 'spent' : 'cancelled';
  redemption.lost = {
    rewards: falls.filter((one) => one.redemption === redemption),
    places: counted,
    isBack: false,
  };
  takeOverhangs(world);
  return yes(code, {
    redemption: name,
    redemptionState: redemption.state,
    takenBack: falls.map((one) => ({
      ...{ reward: one.promised.name, side: one.side, minor: leftOf(one), state: one.state },
    })),
  });
}

function hasFallen(
  world: World,
  redemption: ModelRedemption,
  { one, counted }: { readonly one: ModelReward; readonly counted: readonly Qualified[] },
): boolean {
  const isOwn = one.redemption === redemption;
  if (one.place === null) return isOwn;
  if (one.redemption.code !== redemption.code) return false;
  const own = isBySums(one.promised)
    ? partIn(world, one.promised, redemption)?.counted
    : counted.filter(({ promised }) => promised === one.promised).length || undefined;
  if (own === undefined) return false;
  const left = reachedIn(world, one.promised, redemption) - own;
  return one.place > left || (isOwn && one.side === 'invitee');
}

function reopen(world: World, code: ModelCode, former: ModelRedemption): Prediction {
  const { lost, invitee, state } = former;
  if (lost === null || lost.isBack) return no('NOT_CANCELLED');
  const deaf = closedToReports(world, code);
  if (deaf) return deaf;
  if (state === 'cancelled') {
    if (redemptionOf(world, invitee)) return no('ALREADY_REDEEMED');
    const { usesMax } = world.meaning;
    if (usesMax !== null && usesOf(world, code) >= usesMax) return no('CODE_EXHAUSTED');
  }
  const redemption: ModelRedemption = {
    ...former,
    ...{ name: `${former.name}+`, state: 'redeemed', review: null, lost: null },
    history: [...former.history],
    steps: new Map<string, number>(),
  };
  const [rewardsBefore, qualifiedBefore] = [world.rewards.length, world.qualified.length];
  const rewards = [
    ...restored(world, redemption, lost.rewards),
    ...climbed(world, redemption, lost.places),
    ...paidAgain(world, redemption),
  ];
  if (rewards.some(({ granted }) => !granted)) {
    world.rewards.length = rewardsBefore;
    world.qualified.length = qualifiedBefore;
    return no('NO_ROOM_TO_REOPEN');
  }
  former.state = 'cancelled';
  lost.isBack = true;
  world.redemptions.push(redemption);
  return yes(code, { redemption: redemption.name, redemptionState: 'redeemed', rewards });
}

/** What it had by itself; and as an invitee what it had at places that are taken still, but by nobody rewarded. */
function restored(
  world: World,
  redemption: ModelRedemption,
  lost: readonly ModelReward[],
): readonly Earned[] {
  const back = lost.filter(({ promised, side, place }) => {
    if (place === null) return true;
    if (side === 'inviter' || place > reachedIn(world, promised, redemption)) return false;
    return sidesOf(world, { promised, redemption, place }).includes(side);
  });
  return back.map((one) => {
    const { promised, side, place, number, bought } = one;
    return grant(world, { promised, side, redemption, minor: leftOf(one), place, number, bought });
  });
}

function climbed(
  world: World,
  redemption: ModelRedemption,
  places: readonly Qualified[],
): readonly Earned[] {
  return places.flatMap(({ promised }) => {
    world.qualified.push({ promised, redemption });
    if (!('ladder' in promised.amount)) return [];
    const place = placeOf(world, promised, redemption);
    const minor = amountAt(promised.amount, place);
    if (minor === 0) return [];
    const number = lastNumber(world, promised, redemption) + 1;
    return sidesOf(world, { promised, redemption, place }).map((side) =>
      grant(world, { promised, side, redemption, minor, place, number }),
    );
  });
}

/** What it has paid counts again, in the order in which its ladders had heard of it. */
function paidAgain(world: World, redemption: ModelRedemption): readonly Earned[] {
  const parts = world.meaning.rewards.filter(isBySums).flatMap((promised) => {
    const part = partIn(world, promised, redemption);
    return part === undefined ? [] : [{ promised, ...part }];
  });
  return parts
    .sort((a, b) => a.since - b.since)
    .flatMap(({ promised, counted: added }) => {
      redemption.steps.set(promised.name, lastNumber(world, promised, redemption));
      const from = sumOf(world, promised, redemption);
      return climbSteps(world, promised, { redemption, from, added });
    });
}

/** The highest number of what a redemption has of a promise. */
function lastNumber(world: World, promised: Promised, redemption: ModelRedemption): number {
  const own = world.rewards.filter(
    (one) => one.redemption === redemption && one.promised === promised,
  );
  return Math.max(0, ...own.map(({ number }) => number));
}
