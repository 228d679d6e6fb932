import type { RewardTerms } from '../domain/campaign/terms.ts';
import type { Command, ReverseCommand } from '../domain/code/command.ts';
import {
  budgetKey,
  capKey,
  debtKey,
  limitKey,
  limitsShared,
  liveCodesKey,
  operatorKey,
  qualifiedKey,
  sharedLimitKey,
} from '../domain/commit/counters.ts';
import type { Facts } from '../domain/commit/facts.ts';
import { hasEnded } from '../domain/commit/stretch.ts';
import { reportedBy } from '../domain/commit/report.ts';
import { isLive, type RedemptionRow } from '../domain/commit/rows.ts';
import type { SubjectId } from '../domain/ids.ts';
import { onceFor } from '../domain/once-for.ts';
import { needsProvider } from '../domain/reward/amount.ts';
import { drawsOf } from '../domain/reward/packets.ts';
import type { Instant } from '../domain/time.ts';
import { redeemed } from './decide/close.ts';
import { Overlay } from './decide/overlay.ts';
import { inviterAt } from './inviter-at.ts';
import type { Judged, JudgedItem } from './judge.ts';
import { headsNeeded } from './relate.ts';

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
  const needs: Needs = new Overlay();
  for (const pair of rewards.length === 0 ? [] : pairsThatMayEarn(facts, judged)) {
    for (const reward of rewards) addReward(needs, facts, { reward, ...pair });
  }
  const { renewal } = facts.terms.validity;
  if (renewal !== undefined && mayRenew(facts, judged, renewal.everyUses)) {
    needs.set(operatorKey(renewal.asset), null);
  }
  if (resets(judged)) needs.set(liveCodesKey, facts.terms.code.liveCodesMax);
  for (const key of laddersLeft(facts, judged)) addKnown(needs, facts, key);
  for (const key of headsNeeded(facts, judged)) needs.set(key, null);
  addTaken(needs, facts);
  const all = needs.mapWritten((max, key) => ({ key, max }));
  if (all.length === 0) return all;
  const { countersGoneUntil } = facts.campaign;
  return sortedByKey(all.filter(({ key }) => !hasEnded(key, countersGoneUntil)));
}

const noKeys: readonly never[] = [];

/** Maximums by key; most batches of a campaign that pays nothing need none. */
type Needs = Overlay<string, number | null>;

/** What a reward took is given back when it is taken back, and what the person has of it is owed. */
function addTaken(needs: Needs, facts: Facts): void {
  for (const row of facts.rewards.values()) {
    for (const key of Object.keys(row.took)) addKnown(needs, facts, key);
    const isReceived = row.state === 'paid' || row.setOff > 0 || facts.owedOf.has(row.id);
    if (isReceived && needsProvider(row.kind)) needs.set(debtKey(row.asset, row.beneficiary), null);
  }
  for (const key of facts.debts) needs.set(key, null);
}

/** A counter that is there already, with the maximum that it has. */
function addKnown(needs: Needs, facts: Facts, key: string): void {
  if (needs.get(key) === undefined) needs.set(key, maxOf(facts, key));
}

/** The ladders that corrected redemptions go down or up again, and those of which the code is to take steps back. */
export function laddersLeft(facts: Facts, { items }: Judged): readonly string[] {
  if (!items.some(leavesLadders)) return noKeys;
  return items.flatMap(({ command }) => {
    switch (command.kind) {
      case 'cancel':
      case 'reopen': {
        const { counted = [], purchases } = facts.redemptions.get(command.redemption) ?? {};
        return [...counted, ...Object.keys(purchases ?? {})];
      }
      case 'reverse':
        return command.overhanging === true ? ladderOf(facts, command) : [];
      default:
        return [];
    }
  });
}

function leavesLadders({ command: { kind } }: JudgedItem): boolean {
  return kind === 'cancel' || kind === 'reopen' || kind === 'reverse';
}

function ladderOf({ rewards }: Facts, { reward }: ReverseCommand): readonly string[] {
  const ladder = rewards.get(reward)?.ladder ?? null;
  return ladder === null ? [] : [ladder.key];
}

function sortedByKey(needs: readonly CounterNeed[]): readonly CounterNeed[] {
  if (needs.length < 2) return needs;
  return [...needs].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function resets({ items }: Judged): boolean {
  return items.some(({ command }) => command.kind === 'reset');
}

/** Where nobody reports a milestone, only what redeeming itself earns: all that `complete` reaches. */
function rewardsInReach({ terms }: Facts, { items }: Judged): readonly RewardTerms[] {
  const reachesAll = items.some(
    ({ command }) => command.kind === 'reopen' || reportedBy(terms, command) !== undefined,
  );
  return reachesAll ? terms.rewards : rewardsOfRedeeming(terms.rewards);
}

const rewardsOfRedeeming = onceFor((rewards: readonly RewardTerms[]): readonly RewardTerms[] =>
  rewards.filter(({ when }) => when.milestones.every((one) => one === redeemed)),
);

/** Only a batch that may reach the next renewal waits for the operator's account. */
function mayRenew({ code, reviews }: Facts, { items }: Judged, everyUses: number): boolean {
  const { redemptions, renewals = 0 } = code.state;
  return redemptions + items.length + reviews.size >= (renewals + 1) * everyUses;
}

interface Pair {
  readonly inviter: SubjectId;
  readonly invitee: SubjectId;
  readonly channel: string | null;
  /** When it would earn. */
  readonly at: Instant;
}

function pairsThatMayEarn(facts: Facts, judged: Judged): readonly Pair[] {
  const { now: at, code } = facts;
  // What a batch reserves, it may confirm or have approved as well.
  const completes = judged.items.some(
    ({ command: { kind } }) => kind === 'confirm' || kind === 'decideReview',
  );
  const pairs = judged.items.flatMap(({ command }): Pair[] => {
    if (facts.operations.has(command.opId)) return [];
    if (command.kind === 'redeem' || (completes && command.kind === 'reserve')) {
      const channel = command.channel ?? code.channel;
      return [{ inviter: code.holder, invitee: command.invitee, channel, at }];
    }
    const row = redemptionOf(facts, command);
    return row === undefined ? [] : [{ ...row, at }];
  });
  for (const review of facts.reviews.values()) {
    const row = facts.redemptions.get(review.redemption);
    // One that is overdue is decided as of its deadline.
    if (row) pairs.push({ ...row, at: earlier(review.dueAt, at) });
  }
  return pairs;
}

/** The redemption that a report, a confirmation or a reopening is about. */
function redemptionOf(facts: Facts, command: Command): RedemptionRow | undefined {
  const reported = reportedBy(facts.terms, command);
  if (reported !== undefined) return liveRedemption(facts, reported.invitee);
  return command.kind === 'confirm' || command.kind === 'reopen'
    ? facts.redemptions.get(command.redemption)
    : undefined;
}

/** The redemption that holds a person's one place in the campaign, if there is one. */
function liveRedemption(facts: Facts, invitee: SubjectId): RedemptionRow | undefined {
  for (const row of facts.redemptions.values()) {
    if (row.invitee === invitee && isLive(row)) return row;
  }
  return undefined;
}

function addReward(
  needs: Needs,
  facts: Facts,
  earning: Pair & { readonly reward: RewardTerms },
): void {
  const { reward } = earning;
  const { id: code, lineage } = facts.code;
  const inviter = inviterAt(facts, earning, reward.level);
  if (inviter === undefined) return;
  needs.set(budgetKey(reward.asset), maxOf(facts, budgetKey(reward.asset)));
  if ('over' in reward.schedule) {
    const who = { code, lineage, beneficiary: inviter };
    needs.set(qualifiedKey(reward, reward.schedule.over, who), null);
  }
  for (const draw of drawsOf({ rewards: [reward] })) needs.set(draw.name, draw.packets);
  for (const side of reward.to) {
    const beneficiary = side === 'inviter' ? inviter : earning.invitee;
    const who = { code, lineage, beneficiary };
    for (const cap of reward.caps) needs.set(capKey(reward, cap, side, who), cap.max);
    const { timeZone } = facts.terms.period;
    const occasion = { ...earning, parameters: facts.code.parameters, timeZone };
    for (const limit of reward.limits ?? []) {
      needs.set(limitKey(reward, limit, who, occasion), limit.max);
    }
    for (const limit of limitsShared(facts.terms, reward)) {
      needs.set(sharedLimitKey(limit, who, occasion), limit.max);
    }
  }
}

function earlier(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}

/** Only budgets are found by key alone; a cap's own maximum was set when it was first taken from. */
function maxOf(facts: Facts, key: string): number | null {
  return facts.terms.budget.find(({ asset }) => budgetKey(asset) === key)?.minor ?? null;
}
