import type { Facts } from '../domain/commit/facts.ts';
import type { PayoutState } from '../domain/commit/rows.ts';
import type { RewardId } from '../domain/ids.ts';
import type { MemoryStore } from './memory-store.ts';

const noRewards: ReadonlySet<RewardId> = new Set();
const unsentStates: ReadonlySet<PayoutState> = new Set(['due', 'intent', 'gathering']);

type Rewards = Facts['rewards'];

/** Of the rewards, those whose payout may still be stopped. */
export function stoppableOf(store: MemoryStore, rewards: Rewards): Facts['payoutsStoppable'] {
  if (rewards.size === 0) return noRewards;
  const stoppable = [...rewards.values()].filter(({ id, state }) => {
    const payout = store.payouts.get(id)?.state;
    return state === 'due' && (payout === 'failed' || payout === 'gathering');
  });
  return stoppable.length === 0 ? noRewards : new Set(stoppable.map(({ id }) => id));
}

/** Of the rewards, those that no provider has heard of. */
export function unsentOf(store: MemoryStore, rewards: Rewards): Facts['payoutsUnsent'] {
  if (rewards.size === 0) return noRewards;
  const unsent = [...rewards.values()].filter(({ id, state }) => {
    const payout = store.payouts.get(id);
    const waits = payout === undefined || unsentStates.has(payout.state);
    return state === 'due' && waits && (payout?.doubtSince ?? null) === null;
  });
  return unsent.length === 0 ? noRewards : new Set(unsent.map(({ id }) => id));
}
