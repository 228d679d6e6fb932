import type { ReverseCommand } from '../../domain/code/command.ts';
import { leftOf, nameOfReward } from './grant.ts';
import { isByPurchases, worthOf } from './paid.ts';
import { no, yes, type No, type Prediction } from './prediction.ts';
import type { ModelCode, ModelReward, World } from './world.ts';

/** One reward is taken back, or a part of it. */
export function reverse(world: World, code: ModelCode, command: ReverseCommand): Prediction {
  const reward = world.rewards.find(
    (one) => one.redemption.code === code && nameOfReward(one) === command.reward,
  );
  if (!reward) return no('REWARD_UNKNOWN');
  if (reward.state === 'voided' || reward.state === 'reversed') return no('REWARD_CLOSED');
  const left = leftOf(reward);
  const taking = takingOf(reward, command);
  if ('ok' in taking) return taking;
  const { taken, bought } = taking;
  const refused = refuseToTake(reward, taken);
  if (refused) return refused;
  reward.bought = bought;
  const { name: redemption } = reward.redemption;
  if (taken === left) {
    reward.state = reward.state === 'paid' ? 'reversed' : 'voided';
    return yes(code, { redemption });
  }
  if (reward.state === 'paid') reward.refunded += taken;
  else reward.minor -= taken;
  const state = reward.state === 'paid' ? 'reversed' : 'lowered';
  const { promised, side } = reward;
  const one = { reward: promised.name, side, minor: taken, state };
  return yes(code, { redemption, takenBack: [one] });
}

/** How much of a reward goes, and what is left then of the purchase that it was worked out from. */
function takingOf(
  reward: ModelReward,
  { part }: ReverseCommand,
): No | { readonly taken: number; readonly bought: number | null } {
  const { promised, bought } = reward;
  const left = leftOf(reward);
  if (part === undefined) return { taken: left, bought };
  if (promised.kind === 'coupon') return no('REWARD_INDIVISIBLE');
  if ('amountMinor' in part) {
    const { amountMinor: taken } = part;
    return taken > left ? no('MORE_THAN_LEFT', { left }) : { taken, bought };
  }
  if (bought === null || !isByPurchases(promised)) return no('REWARD_INDIVISIBLE');
  const rest = bought - part.refundedPurchaseMinor;
  if (rest < 0) return no('MORE_THAN_LEFT', { left: bought });
  const worth = rest === 0 ? 0 : worthOf(promised, rest);
  return { taken: Math.max(0, left - worth), bought: rest };
}

function refuseToTake(reward: ModelReward, taken: number): Prediction | null {
  const left = leftOf(reward);
  if (reward.state !== 'due') return null;
  if (taken === left) return no('REWARD_IN_FLIGHT');
  // Something has to be left that is sent.
  return taken >= left - reward.setOff ? no('REWARD_INDIVISIBLE') : null;
}
