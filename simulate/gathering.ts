import type { RewardRow } from '../domain/commit/rows.ts';
import type { CampaignId, RewardId } from '../domain/ids.ts';
import type { MinorUnits } from '../domain/money.ts';
import type { Instant } from '../domain/time.ts';
import type { MemoryStore } from './memory-store.ts';
import { settleDebt } from './turn-due.ts';
import type { DueReward, Timers } from './timers.ts';

/** What waits for one person: a lesser sum than the minimum, by person and asset of a campaign. */
interface Group {
  readonly minimum: MinorUnits;
  /** One of which a part was taken back falls due again, and is here once. */
  readonly rewards: Set<RewardId>;
}

interface Passed {
  readonly ready: readonly RewardId[];
  readonly paid: readonly RewardRow[];
}

/** Due rewards that wait for their campaign's minimum. */
export class Gathering {
  private readonly store: MemoryStore;
  private readonly timers: Timers;
  private paid: RewardRow[] = [];
  private readonly groups = new Map<CampaignId, Map<string, Group>>();

  constructor(store: MemoryStore, timers: Timers) {
    this.store = store;
    this.timers = timers;
  }

  /**
   * Takes in what has fallen due, and returns what is sent now: what need not wait, what has come to its
   * minimum, and what waits in a campaign that is over to its last code. What waits settles debts first: `paid` are
   * those that a debt took whole.
   */
  pass(due: readonly DueReward[], now: Instant): Passed {
    const ready = due.flatMap((reward) => this.enter(reward, now));
    for (const [campaign, groups] of this.groups) {
      if (!this.isLast(campaign, now)) continue;
      this.groups.delete(campaign);
      for (const group of groups.values()) {
        this.settle(group, { campaign, at: now });
        ready.push(...this.leave(group));
      }
    }
    const { paid } = this;
    this.paid = [];
    return { ready, paid };
  }

  private enter({ id, campaign }: DueReward, now: Instant): readonly RewardId[] {
    const row = this.store.rewards.get(id);
    if (row?.state !== 'due') return [];
    const { terms, endsAt } = this.store.campaign(campaign);
    const minimum = terms.payouts?.minimum?.find(({ asset }) => asset === row.asset)?.minor;
    if (minimum === undefined) return [id];
    const groups = this.groups.get(campaign) ?? new Map<string, Group>();
    this.groups.set(campaign, groups);
    const name = `${row.asset} ${row.beneficiary}`;
    const group = groups.get(name) ?? { minimum, rewards: new Set<RewardId>() };
    group.rewards.add(id);
    groups.set(name, group);
    this.store.payouts.set(id, { state: 'gathering', attempts: 0, nextAt: null, doubtSince: null });
    if (endsAt !== null && endsAt > now) this.timers.awaitPayout(id, endsAt);
    this.settle(group, { campaign, at: now });
    if (this.sumOf(group) < group.minimum) return [];
    groups.delete(name);
    return this.leave(group);
  }

  /** Settles by what waits the debts that have arisen meanwhile. */
  private settle(group: Group, when: Parameters<typeof settleDebt>[2]): void {
    for (const id of [...group.rewards].sort()) {
      const row = this.store.rewards.get(id);
      const settled = row?.state === 'due' ? settleDebt(this.store, row, when) : null;
      if (settled?.state !== 'paid') continue;
      group.rewards.delete(id);
      this.store.payouts.delete(id);
      this.paid.push(settled);
    }
  }

  private leave({ rewards }: Group): readonly RewardId[] {
    for (const id of rewards) this.store.payouts.delete(id);
    return [...rewards];
  }

  private sumOf({ rewards }: Group): number {
    const rows = [...rewards].flatMap((id) => this.store.rewards.get(id) ?? []);
    return rows.filter(isDue).reduce((sum, { minor, setOff }) => sum + minor - setOff, 0);
  }

  /** Whether a campaign is over to its last code, and pays what is left then. */
  private isLast(campaign: CampaignId, now: Instant): boolean {
    const { endsAt, terms } = this.store.campaign(campaign);
    if (endsAt === null || now < endsAt || terms.payouts?.atEnd === 'keep') return false;
    return this.store.unsettledOf.peopleIn(campaign) === 0;
  }
}

function isDue({ state }: RewardRow): boolean {
  return state === 'due';
}
