import type { Outcome, RewardResult } from '../domain/code/outcome.ts';
import type { CodeId, RewardId } from '../domain/ids.ts';
import { amountFor } from '../domain/reward/amount.ts';
import { nameCap } from '../rules/decide/grant.ts';
import type { MemoryCampaign, MemoryStore } from '../simulate/memory-store.ts';
import {
  capName,
  coverageName,
  extended,
  messageName,
  paidName,
  rewardRefusalName,
  statusName,
  type CoverageKind,
} from './coverage.ts';
import { tierOf } from './tiers.ts';

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
    if (!outcome.ok) {
      this.add('outcomes', outcome.code);
      return;
    }
    this.add('outcomes', 'ok');
    if ((outcome.extendedByMs ?? 0) > 0) this.add('outcomes', extended);
    if (outcome.forwardedTo !== undefined) this.forwarded(asked, outcome.forwardedTo);
    for (const result of outcome.rewards ?? []) this.refused(result, outcome.forwardedTo ?? asked);
  }

  /** After every act, and after time has passed. */
  looked(): void {
    for (const { judgement } of this.store.decisions) {
      for (const rule of judgement.rules) this.add('rules', rule);
    }
    for (const { state } of this.store.codes.values()) {
      this.add('outcomes', statusName(state.status));
      if (state.extendedMs > 0) this.add('outcomes', extended);
    }
    for (const { template } of this.store.messages) this.add('outcomes', messageName(template));
    this.tiersReached();
    for (const row of this.store.rewards.values()) {
      if (row.state === 'paid') this.add('rewards', paidName(row.reward, row.side));
      this.granted.add(row.id);
    }
  }

  /** A code that another one answered for was refused itself, and forwarded. */
  private forwarded(asked: CodeId, answered: CodeId): void {
    const sameLine = this.store.code(asked).lineage === this.store.code(answered).lineage;
    this.add('outcomes', sameLine ? 'CODE_REPLACED' : 'ATTRIBUTED_ELSEWHERE');
  }

  private refused(result: RewardResult, code: CodeId): void {
    if (result.granted) return;
    const { reward: id, reason, cap: said } = result;
    const { terms } = this.store.campaignOf(this.store.code(code));
    const reward = terms.rewards.find((each) => each.id === id);
    const cap = reward?.caps.find((each) => nameCap(reward, each) === said);
    this.add('outcomes', cap === undefined ? rewardRefusalName(id, reason) : capName(id, cap));
  }

  /** A tier is reached by the invitee who is counted for it, when its amount was granted too. */
  private tiersReached(): void {
    const fresh = [...this.store.rewards.values()].filter(({ id }) => !this.granted.has(id));
    const all = [this.campaign, ...(this.campaign.variants?.values() ?? [])];
    const rewards = all.flatMap(({ terms }) => terms.rewards);
    const counted = new Map(rewards.map(({ id }) => [id, [...this.newlyQualified(id)]]));
    for (const reward of rewards) {
      const rows = fresh.filter((row) => row.reward === reward.id);
      for (const n of counted.get(reward.id) ?? []) {
        const tier = tierOf(reward, n);
        const isGranted = rows.some(({ minor }) => minor === amountFor(reward.schedule, n));
        if (tier !== undefined && isGranted) this.add('tiers', `${reward.id} ${tier}`);
      }
    }
  }

  /** Which invitees were counted since the last look: the fourth, the fifth. */
  private *newlyQualified(reward: string): Generator<number> {
    for (const [key, { used }] of this.store.counters) {
      if (!key.includes(`/qualified:${reward}:`)) continue;
      const before = this.qualified.get(key) ?? 0;
      for (let n = before + 1; n <= used; n += 1) yield n;
      this.qualified.set(key, used);
    }
  }

  private add(kind: CoverageKind, name: string): void {
    this.names.add(coverageName(kind, name));
  }
}
