import type { Facts } from '../domain/commit/facts.ts';
import type { RewardId } from '../domain/ids.ts';
import type { MemoryStore } from './memory-store.ts';

const noRewards: ReadonlySet<RewardId> = new Set();

type Rewards = Facts['rewards'];

/** Nobody plays money that comes back. */
export const nothingOwed: Facts['owedOf'] = new Map();

/** Of the rewards, those whose payout may still be stopped. */
export function stoppableOf(store: MemoryStore, rewards: Rewards): Facts['payoutsStoppable'] {
  if (rewards.size === 0) return noRewards;
  const stoppable = [...rewards.values()].filter(({ id, state }) => {
    const payout = store.payouts.get(id)?.state;
    return state === 'due' && (payout === 'failed' || payout === 'gathering');
  });
  return stoppable.length === 0 ? noRewards : new Set(stoppable.map(({ id }) => id));
}

/**
 * Of the rewards, those that can be lowered: no provider was ever asked for them, or they are in a refused payout that
 * they gathered for, which is dissolved.
 */
export function unsentOf(store: MemoryStore, rewards: Rewards): Facts['payoutsUnsent'] {
  if (rewards.size === 0) return noRewards;
  const unsent = [...rewards.values()].filter(({ id, state }) => {
    const payout = store.payouts.get(id);
    const isUnsent = payout === undefined || payout.attempts === 0;
    return state === 'due' && (isUnsent || (payout.state === 'failed' && 'whole' in payout));
  });
  return unsent.length === 0 ? noRewards : new Set(unsent.map(({ id }) => id));
}
