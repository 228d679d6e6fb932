import type { Refund } from '../../domain/code/command.ts';
import { sumOf, leftToRefund, isBySums, partIn } from './paid.ts';
import { isTakenBack, leftOf } from './grant.ts';
import { takeOverhangs } from './overhangs.ts';
import { no, yes, type Prediction } from './prediction.ts';
import type { ModelCode, ModelRedemption, ModelReward, World } from './world.ts';

/** A part of what an invitee has paid is given back; the redemption stands, and steps that are not reached any more go. */
export function refund(
  world: World,
  code: ModelCode,
  { redemption, milestone: of, minor: fen }: Refund & { readonly redemption: ModelRedemption },
): Prediction {
  const left = leftToRefund(world, redemption, of);
  if (fen > left) return no('MORE_THAN_LEFT', { left });
  redemption.refunds.push({ after: redemption.history.length, of, fen });
  const falls = world.rewards.filter(
    (one) => one.redemption.code === code && hasFallen(world, redemption, { one, of }),
  );
  if (falls.some(({ state }) => state === 'due')) {
    redemption.refunds.pop();
    return no('REWARD_IN_FLIGHT');
  }
  for (const one of falls) one.state = one.state === 'held' ? 'voided' : 'reversed';
  takeOverhangs(world);
  return yes(code, {
    redemption: redemption.name,
    redemptionState: redemption.state,
    takenBack: falls.map((one) => ({
      ...{ reward: one.promised.name, side: one.side, minor: leftOf(one), state: one.state },
    })),
  });
}

/** Whether a step of a ladder that has counted these purchases is above it now. */
function hasFallen(
  world: World,
  redemption: ModelRedemption,
  { one, of }: { readonly one: ModelReward; readonly of: string },
): boolean {
  const { promised, place } = one;
  if (place === null || isTakenBack(one) || !isBySums(promised)) return false;
  if (promised.amount.of !== of || partIn(world, promised, redemption) === undefined) return false;
  return place > sumOf(world, promised, redemption);
}
