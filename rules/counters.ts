import type { RewardTerms } from '../domain/campaign/terms.ts';
import { budgetKey, capKey, liveCodesKey, qualifiedKey } from '../domain/commit/counters.ts';
import type { Facts } from '../domain/commit/facts.ts';
import { isLive, type RedemptionRow } from '../domain/commit/rows.ts';
import type { SubjectId } from '../domain/ids.ts';
import { redeemed } from './decide/close.ts';
import type { Judged } from './judge.ts';

/** A counter to be locked before deciding, with its maximum where it has one. */
export interface CounterNeed {
  readonly key: string;
  readonly max: number | null;
}

/**
 * Every counter that deciding this batch may touch, sorted by key: the order in which all
 * transactions lock them. A batch that can earn and take back nothing needs none.
 */
export function countersNeeded(facts: Facts, judged: Judged): readonly CounterNeed[] {
  const rewards = rewardsInReach(facts, judged);
  if (rewards.length === 0 && facts.rewards.size === 0 && !resets(judged)) return [];
  const needs = new Map<string, number | null>();
  for (const pair of rewards.length === 0 ? [] : pairsThatMayEarn(facts, judged)) {
    for (const reward of rewards) addReward(needs, facts, { reward, ...pair });
  }
  if (resets(judged)) {
    needs.set(liveCodesKey, facts.terms.code.liveCodesMax);
  }
  for (const row of facts.rewards.values()) {
    for (const key of Object.keys(row.took)) if (!needs.has(key)) needs.set(key, maxOf(facts, key));
  }
  const sorted = Array.from(needs, ([key, max]) => ({ key, max }));
  return sorted.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function resets({ items }: Judged): boolean {
  return items.some(({ command }) => command.kind === 'reset');
}

/** Where nobody reports a milestone, only what redeeming itself earns: all that `complete` reaches. */
function rewardsInReach({ terms }: Facts, { items }: Judged): readonly RewardTerms[] {
  if (items.some(({ command }) => command.kind === 'milestone')) return terms.rewards;
  return terms.rewards.filter(({ when }) => when.milestones.every((one) => one === redeemed));
}

interface Pair {
  readonly inviter: SubjectId;
  readonly invitee: SubjectId;
}

function pairsThatMayEarn(facts: Facts, judged: Judged): readonly Pair[] {
  const pairs: Pair[] = [];
  const inviter = facts.code.holder;
  // What a batch reserves, it may confirm or have approved as well.
  const completes = judged.items.some(
    ({ command: { kind } }) => kind === 'confirm' || kind === 'decideReview',
  );
  for (const { command } of judged.items) {
    if (facts.operations.has(command.opId)) continue;
    if (command.kind === 'redeem' || (completes && command.kind === 'reserve')) {
      pairs.push({ inviter, invitee: command.invitee });
    }
    if (command.kind === 'milestone') {
      const row = liveRedemption(facts, command.invitee);
      if (row) pairs.push(row);
    }
    if (command.kind === 'confirm') {
      const row = facts.redemptions.get(command.redemption);
      if (row) pairs.push(row);
    }
  }
  for (const review of facts.reviews.values()) {
    const row = facts.redemptions.get(review.redemption);
    if (row) pairs.push(row);
  }
  return pairs;
}

/** The redemption that holds a person's one place in the campaign, if there is one. */
function liveRedemption(facts: Facts, invitee: SubjectId): RedemptionRow | undefined {
  for (const row of facts.redemptions.values()) {
    if (row.invitee === invitee && isLive(row)) return row;
  }
  return undefined;
}

function addReward(
  needs: Map<string, number | null>,
  facts: Facts,
  earning: Pair & { readonly reward: RewardTerms },
): void {
  const { reward } = earning;
  const { id: code, lineage } = facts.code;
  needs.set(budgetKey(reward.asset), maxOf(facts, budgetKey(reward.asset)));
  if (reward.schedule.kind !== 'each') {
    const who = { code, lineage, beneficiary: earning.inviter };
    needs.set(qualifiedKey(reward, reward.schedule.over, who), null);
  }
  for (const side of reward.to) {
    const beneficiary = side === 'inviter' ? earning.inviter : earning.invitee;
    for (const cap of reward.caps) {
      needs.set(capKey(reward, cap, side, { code, lineage, beneficiary }), cap.max);
    }
  }
}

/** Only budgets are found by key alone; a cap's own maximum was set when it was first taken from. */
function maxOf(facts: Facts, key: string): number | null {
  return facts.terms.budget.find(({ asset }) => budgetKey(asset) === key)?.minor ?? null;
}
