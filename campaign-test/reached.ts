import type { RewardTerms, Terms } from '../domain/campaign/terms.ts';
import type { Outcome, RewardRefusal, RewardResult } from '../domain/code/outcome.ts';
import type { Rejection } from '../domain/code/rejection.ts';
import type { CodeId, RewardId } from '../domain/ids.ts';
import type { RedemptionRow } from '../domain/commit/rows.ts';
import { pointsCapCalled } from '../domain/points/caps.ts';
import { amountFor } from '../domain/reward/amount.ts';
import { isReached } from '../domain/reward/reached.ts';
import { nameCap, nameLimit, nameShared } from '../domain/reward/bounds.ts';
import { asIs, type Said } from '../lang/say.ts';
import type { MemoryCampaign, MemoryStore } from '../simulate/memory-store.ts';
import type { Lot } from '../simulate/points/lot.ts';
import {
  capName,
  coverageName,
  expiredName,
  extended,
  forwarded,
  keyOf,
  limitName,
  messageName,
  nothingEarned,
  paidName,
  pointsCapName,
  rewardRefusalName,
  sharedLimitName,
  statusName,
  type CoverageKind,
} from './coverage.ts';
import { purchaseTierOf, tierName, tierOf } from './tiers.ts';

/** Notes what one test reaches, by looking at outcomes and rows; it decides nothing. */
export class ReachedByTest {
  private readonly names: Set<string>;
  private readonly campaign: MemoryCampaign;
  private readonly store: MemoryStore;
  private readonly qualified = new Map<string, number>();
  private readonly granted = new Set<RewardId>();

  constructor(names: Set<string>, campaign: MemoryCampaign, store: MemoryStore) {
    this.names = names;
    this.campaign = campaign;
    this.store = store;
  }

  /** After an outcome; `asked` is the code that was asked. */
  answered(outcome: Outcome, asked: CodeId): void {
    const under = this.variantOf(asked);
    for (const rule of outcome.rules ?? []) this.add('rules', asIs(rule));
    if (!outcome.ok) {
      this.add('outcomes', asIs(outcome.code), under);
      return;
    }
    this.add('outcomes', asIs('ok'), under);
    if ((outcome.extendedByMs ?? 0) > 0) this.add('outcomes', extended, under);
    if (outcome.forwardedTo !== undefined) this.forwarded(asked, outcome.forwardedTo);
    for (const result of outcome.rewards ?? []) this.refused(result, outcome.forwardedTo ?? asked);
  }

  /** After a code was not issued, or what is asked of no code was refused, points among it. */
  refusedAside({ code, cap: said }: Rejection): void {
    const cap = pointsCapCalled(this.campaign.terms.points ?? {}, said);
    this.add('outcomes', cap === undefined ? asIs(code) : pointsCapName(cap));
  }

  /** After every act, and after time has passed. */
  looked(): void {
    for (const { judgement } of this.store.decisions) {
      for (const rule of judgement.rules) this.add('rules', asIs(rule));
    }
    for (const { id, state } of this.store.codes.values()) {
      this.add('outcomes', statusName(state.status), this.variantOf(id));
      if (state.extendedMs > 0) this.add('outcomes', extended, this.variantOf(id));
    }
    for (const { template } of this.store.messages) this.sent(messageName(template));
    this.tiersReached();
    for (const row of this.store.rewards.values()) {
      if (row.state !== 'paid') continue;
      this.add('rewards', paidName(row.reward, row.side), this.variantOf(row.code));
    }
    for (const id of this.store.rewards.keys()) this.granted.add(id);
    for (const lot of this.store.points.lots.all.values()) this.expired(lot);
    for (const row of this.store.redemptions.values()) this.nothingEarned(row);
  }

  /** A code that another one answered for. */
  private forwarded(asked: CodeId, answered: CodeId): void {
    const sameLine = this.store.code(asked).lineage === this.store.code(answered).lineage;
    const name = sameLine ? forwarded.newer : forwarded.elsewhere;
    this.add('outcomes', name, this.variantOf(asked));
  }

  private expired(lot: Lot): void {
    const row = this.store.rewards.get(lot.reward);
    if (row === undefined || lot.expired === 0) return;
    this.add('outcomes', expiredName(row.reward), this.variantOf(row.code));
  }

  /** A message does not say of which code it is: it is one of a variant whose codes there are. */
  private sent(name: Said): void {
    for (const { id } of this.store.codes.values()) this.add('outcomes', name, this.variantOf(id));
  }

  /** Whoever came as far as a reward of the campaign by a code of a variant without any. */
  private nothingEarned(row: RedemptionRow): void {
    const { terms } = this.store.campaignOf(this.store.code(row.code));
    if (terms.variant === undefined || terms.rewards.length > 0) return;
    const isEarned = this.campaign.terms.rewards.some(({ when }) => isReached(when, row));
    if (isEarned) this.add('rewards', nothingEarned, terms.variant);
  }

  private refused(result: RewardResult, code: CodeId): void {
    if (result.granted) return;
    const { reward: id, reason, cap: said } = result;
    const { terms } = this.store.campaignOf(this.store.code(code));
    const reward = terms.rewards.find((each) => each.id === id);
    const plain = rewardRefusalName(id, reason);
    const name = (reward && boundName(terms, reward, { reason, said })) ?? plain;
    this.add('outcomes', name, terms.variant);
  }

  /** A tier is reached by the invitee who is counted for it, when its amount was granted too. */
  private tiersReached(): void {
    const fresh = [...this.store.rewards.values()].filter(({ id }) => !this.granted.has(id));
    const counted = this.newlyQualified();
    for (const row of fresh) {
      const { terms } = this.store.campaignOf(this.store.code(row.code));
      const reward = terms.rewards.find(({ id }) => id === row.reward);
      if (reward === undefined) continue;
      const way = this.store.redemptions.get(row.redemption);
      const bought = way && purchaseTierOf(reward, row, way);
      if (bought !== undefined) this.add('tiers', tierName(reward, bought), terms.variant);
      for (const n of counted.get(reward.id) ?? []) {
        const tier = tierOf(reward, n);
        if (tier === undefined || row.minor !== amountFor(reward.schedule, n)) continue;
        this.add('tiers', tierName(reward, tier), terms.variant);
      }
    }
  }

  /** Which invitees were counted since the last look, by reward: the fourth, the fifth. */
  private newlyQualified(): ReadonlyMap<string, readonly number[]> {
    const fresh = new Map<string, number[]>();
    for (const [key, { used }] of this.store.counters) {
      const reward = /[/]qualified:([^:]+):/.exec(key)?.[1];
      if (reward === undefined) continue;
      const numbers = fresh.get(reward) ?? [];
      for (let n = (this.qualified.get(key) ?? 0) + 1; n <= used; n += 1) numbers.push(n);
      fresh.set(reward, numbers);
      this.qualified.set(key, used);
    }
    return fresh;
  }

  private variantOf(code: CodeId): string | undefined {
    return this.store.campaignOf(this.store.code(code)).terms.variant;
  }

  private add(kind: CoverageKind, name: Said, variant?: string): void {
    this.names.add(keyOf(coverageName(kind, name, variant)));
  }
}

/** The cap or limit that refused a reward; undefined where it was none of them. */
function boundName(
  terms: Terms,
  reward: RewardTerms,
  { reason, said }: { readonly reason: RewardRefusal; readonly said: string | undefined },
): Said | undefined {
  if (reason === 'LIMIT_REACHED') {
    const limit = reward.limits?.find((each) => nameLimit(reward, each) === said);
    return limit && limitName(reward.id, limit);
  }
  if (reason === 'SHARED_LIMIT_REACHED') {
    const limit = terms.limits?.find((each) => nameShared(each) === said);
    return limit && sharedLimitName(limit);
  }
  const cap = reward.caps.find((each) => nameCap(reward, each) === said);
  return cap && capName(reward.id, cap);
}
