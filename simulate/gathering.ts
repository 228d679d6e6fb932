import type { RewardRow } from '../domain/commit/rows.ts';
import type { CampaignId, RewardId } from '../domain/ids.ts';
import type { MinorUnits } from '../domain/money.ts';
import type { Instant } from '../domain/time.ts';
import type { MemoryStore } from './memory-store.ts';
import { newPayout, type MemoryPayout } from './payout.ts';
import { settleDebt } from './turn-due.ts';
import type { DueReward, Timers } from './timers.ts';

/** What waits for one person: a lesser sum than the minimum, by person and asset of a campaign. */
interface Group {
  readonly minimum: MinorUnits;
  /** One of which a part was taken back falls due again, and is here once. */
  readonly rewards: Set<RewardId>;
}

const gathers: MemoryPayout = { state: 'gathering', attempts: 0, nextAt: null, doubtSince: null };

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
        ready.push(...this.leave(group, now));
      }
    }
    const { paid } = this;
    this.paid = [];
    return { ready, paid };
  }

  /**
   * What is to be sent since a reward was written. One that was refused in a payout of several leaves that, whole or in
   * part: the payout is dissolved, and what stands of it gathers again.
   */
  dueBy({ id, state }: RewardRow, campaign: CampaignId): DueReward | null {
    const { payouts } = this.store;
    const { state: sent, whole } = payouts.get(id) ?? {};
    if (whole === undefined || sent !== 'failed') return state === 'due' ? { id, campaign } : null;
    const isIn = (one: RewardId): boolean => {
      const payout = payouts.get(one);
      return payout?.whole === whole && payout.state === 'failed';
    };
    const [first, ...others] = this.standing(whole.filter(isIn));
    for (const one of whole.filter(isIn)) payouts.set(one, gathers);
    return first === undefined ? null : { id: first.id, campaign, others: others.map(idOf) };
  }

  private standing(ids: readonly RewardId[]): readonly RewardRow[] {
    return ids.flatMap((id) => this.store.rewards.get(id) ?? []).filter(isDue);
  }

  private enter({ id, campaign, others = [] }: DueReward, now: Instant): readonly RewardId[] {
    const rows = this.standing([id, ...others]).filter((one) => !this.hasLeft(one));
    const [row] = rows;
    if (row === undefined) return [];
    const { terms, endsAt } = this.store.campaign(campaign);
    const minimum = terms.payouts?.minimum?.find(({ asset }) => asset === row.asset)?.minor;
    if (minimum === undefined) return rows.map(idOf);
    const name = `${row.asset} ${row.beneficiary}`;
    const groups = this.groups.get(campaign) ?? new Map<string, Group>();
    this.groups.set(campaign, groups);
    const group = groups.get(name) ?? { minimum, rewards: new Set<RewardId>() };
    groups.set(name, group);
    this.join(group, rows);
    if (endsAt !== null && endsAt > now) this.timers.awaitPayout(id, endsAt);
    this.settle(group, { campaign, at: now });
    if (this.sumOf(group) < group.minimum) return [];
    groups.delete(name);
    return this.leave(group, now);
  }

  private join(group: Group, rows: readonly RewardRow[]): void {
    for (const { id } of rows) {
      group.rewards.add(id);
      this.store.payouts.set(id, gathers);
    }
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

  private leave({ rewards }: Group, now: Instant): readonly RewardId[] {
    for (const id of rewards) this.store.payouts.delete(id);
    const whole = this.standing([...rewards]).map(idOf);
    for (const id of whole) this.store.payouts.set(id, { ...newPayout(now), whole });
    return whole;
  }

  /** Whether a reward is about to be sent: one of which two parts were taken back falls due twice. */
  private hasLeft({ id }: RewardRow): boolean {
    const payout = this.store.payouts.get(id);
    return payout?.state === 'due' && payout.whole !== undefined;
  }

  private sumOf({ rewards }: Group): number {
    return this.standing([...rewards]).reduce((sum, { minor, setOff }) => sum + minor - setOff, 0);
  }

  /** Whether a campaign is over to its last code, and pays what is left then. */
  private isLast(campaign: CampaignId, now: Instant): boolean {
    const { endsAt, terms } = this.store.campaign(campaign);
    if (endsAt === null || now < endsAt || terms.payouts?.atEnd === 'keep') return false;
    return this.store.unsettledOf.peopleIn(campaign) === 0;
  }
}

function idOf({ id }: RewardRow): RewardId {
  return id;
}

function isDue({ state }: RewardRow): boolean {
  return state === 'due';
}
