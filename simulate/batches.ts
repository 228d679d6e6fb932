import type { BatchTerms } from '../domain/campaign/batch-terms.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import type { RewardRow } from '../domain/commit/rows.ts';
import { nextBatchAt, sweptBatchAt } from '../domain/delivery/batch-times.ts';
import {
  gather,
  exceedsBatch,
  isBatched,
  needsApproval,
  type BatchState,
  type BatchTiming,
  type Gathered,
} from '../domain/delivery/batch.ts';
import type { CampaignId, RewardId } from '../domain/ids.ts';
import { isSamePerson } from '../domain/same-person.ts';
import { earliest, instant, plus, type Instant } from '../domain/time.ts';
import type { MemoryStore } from './memory-store.ts';
import type { DueReward, Timers } from './timers.ts';

/** A reward that a batch turns due, and the campaign whose it is. */
export interface Turned {
  readonly row: RewardRow;
  readonly campaign: CampaignId;
}

/** What somebody says of a batch that waits: of this number, or of the first that does. */
export interface BatchDecision {
  readonly number?: number | undefined;
  readonly decision: 'approve' | 'refuse';
  readonly actor: string;
}

interface Batch {
  readonly number: number;
  readonly at: Instant;
  state: Extract<BatchState, 'waiting' | 'done' | 'refused'>;
  sums: Gathered;
  waiting: Waiting | null;
}

/** What a batch is to pay once it is approved, and what falls to the one that begins when it is over. */
interface Waiting {
  readonly rewards: readonly DueReward[];
  readonly later: DueReward[];
}

const nothing: Gathered = { gathered: {}, leftOver: {} };
const never = Infinity as Instant;

/**
 * Payout batches of a simulation, held to what the version in force says, as production's are. Above
 * `approvalAbove` they wait where it is known who published the campaign; else they are approved at once.
 */
export class Batches {
  private readonly store: MemoryStore;
  private readonly timers: Timers;
  private readonly publishedBy: string | null;
  private readonly numbers = new Map<CampaignId, number>();
  /** The latest of each kind of batch of a campaign, and of each stream. */
  private readonly latest = new Map<string, Batch>();
  /** Kept where somebody may ask for one. */
  private readonly all: Batch[] = [];
  /** Until when no batch takes a reward that one has left or taken on. */
  private readonly putOff = new Map<RewardId, Instant>();
  private readonly approved = new Set<RewardId>();

  constructor(store: MemoryStore, timers: Timers, publishedBy: string | null) {
    this.store = store;
    this.timers = timers;
    this.publishedBy = publishedBy;
  }

  /** The state of each batch so far that found something to pay; only where batches may wait. */
  get states(): readonly Batch['state'][] {
    return this.all.map(({ state }) => state);
  }

  /** What the batches of this instant pay. One about which nobody has decided in time is refused before. */
  run(now: Instant): readonly Turned[] {
    for (const number of this.timers.takeDecisions(now)) {
      const batch = this.numbered(number);
      if (batch?.state === 'waiting') this.refuse(batch, now);
    }
    const turned: Turned[] = [];
    const groups = new Map<string, Map<RewardId, Turned>>();
    for (const { id, campaign } of this.timers.takeBatch(now)) {
      const row = this.store.rewards.get(id);
      if (row?.state !== 'held' || (this.putOff.get(id) ?? now) > now) continue;
      if (this.approved.delete(id)) {
        this.putOff.delete(id);
        turned.push({ row, campaign });
        continue;
      }
      const key = `${campaign} ${row.timing} ${row.stream ?? ''}`;
      const group = groups.get(key) ?? new Map<RewardId, Turned>();
      groups.set(key, group.set(id, { row, campaign }));
    }
    return turned.concat(
      ...[...groups].map(([key, group]) => this.runOne(key, [...group.values()], now)),
    );
  }

  /** Approves or refuses a batch that waits; null when it is decided so. What is approved is paid by the next `run`. */
  decide({ number, decision, actor }: BatchDecision, now: Instant): Rejection | null {
    const batch = this.numbered(number);
    if (batch === undefined) return reject('BATCH_UNKNOWN');
    const { waiting } = batch;
    if (waiting === null) return reject('BATCH_CLOSED');
    if (decision === 'refuse') {
      this.refuse(batch, now);
      return null;
    }
    if (this.publishedBy !== null && isSamePerson(this.publishedBy, actor)) {
      return reject('SECOND_PERSON_NEEDED');
    }
    batch.state = 'done';
    batch.waiting = null;
    for (const { id } of waiting.rewards) this.approved.add(id);
    this.awaitAt([...waiting.rewards, ...waiting.later], now);
    return null;
  }

  /** The batch of a number; without one, the first that waits, or else the last there was. */
  private numbered(number: number | undefined): Batch | undefined {
    if (number !== undefined) return this.all.find((batch) => batch.number === number);
    return this.all.find(({ state }) => state === 'waiting') ?? this.all.at(-1);
  }

  private runOne(key: string, group: readonly Turned[], now: Instant): readonly Turned[] {
    const before = this.latest.get(key);
    const due = [...group].sort(inOrder);
    if (before?.waiting) {
      before.waiting.later.push(...due.map(dueOf));
      this.putOffAll(due);
      return [];
    }
    const [first] = due;
    if (first === undefined) return [];
    const { payouts } = this.store.campaign(first.campaign).terms;
    const batch = before?.at === now ? before : this.begin(key, first.campaign, now);
    const rows = due.map(({ row }) => row);
    const { taken, ...sums } = gather(rows, payouts?.max ?? [], batch.sums);
    batch.sums = sums;
    const chosen = new Set(taken);
    const taking = due.filter(({ row }) => chosen.has(row));
    this.leave(due.filter(({ row }) => !chosen.has(row)).map(dueOf), now);
    if (this.waits(batch, payouts?.approval ?? null, taking)) return [];
    for (const { id } of taken) this.putOff.delete(id);
    return taking;
  }

  /** Has a batch wait where somebody has to approve it, and says whether it does. */
  private waits(
    batch: Batch,
    approval: BatchTerms['approval'],
    taking: readonly Turned[],
  ): boolean {
    if (this.publishedBy === null || approval === null) return false;
    if (!needsApproval(batch.sums.gathered, approval)) return false;
    batch.state = 'waiting';
    batch.waiting = { rewards: taking.map(dueOf), later: [] };
    this.putOffAll(taking);
    this.timers.awaitDecision(batch.number, plus(batch.at, approval.withinMs));
    return true;
  }

  private putOffAll(rewards: readonly Turned[]): void {
    for (const { row } of rewards) this.putOff.set(row.id, never);
  }

  /** Goes on with the batch of this very instant, so that it pays no more than one may. */
  private begin(key: string, campaign: CampaignId, at: Instant): Batch {
    const number = 1 + (this.numbers.get(campaign) ?? 0);
    this.numbers.set(campaign, number);
    const batch: Batch = { number, at, state: 'done', sums: nothing, waiting: null };
    this.latest.set(key, batch);
    if (this.publishedBy !== null) this.all.push(batch);
    return batch;
  }

  private refuse(batch: Batch, now: Instant): void {
    const { rewards = [], later = [] } = batch.waiting ?? {};
    batch.state = 'refused';
    batch.waiting = null;
    // What is begun late takes on at once what was refused.
    if (later.length > 0) this.awaitAt([...rewards, ...later], now);
    else this.leave(rewards, batch.at, now);
  }

  /** Leaves what a batch of `last` has not paid to the next one; where none comes, it stays held. */
  private leave(rewards: readonly DueReward[], last: Instant, now = last): void {
    for (const one of rewards) {
      const row = this.store.rewards.get(one.id);
      if (row === undefined || !isBatched(row.timing)) continue;
      const at = this.scheduledAt(row.timing, one.campaign, now) ?? this.sweptAt(row, one, last);
      if (at === null) this.putOff.set(one.id, never);
      else this.awaitAt([one], instant(Math.max(at, now)));
    }
  }

  private scheduledAt(timing: BatchTiming, campaign: CampaignId, after: Instant): Instant | null {
    const { terms, variants, endsAt } = this.store.campaign(campaign);
    const all = [terms, ...[...(variants?.values() ?? [])].map((variant) => variant.terms)];
    return earliest(...all.map((version) => nextBatchAt(version, { timing, endsAt, after })));
  }

  /** Null for what is more than a whole batch may pay: the sweep begins none for it. */
  private sweptAt(row: RewardRow, { campaign }: DueReward, last: Instant): Instant | null {
    const { payouts } = this.store.campaign(campaign).terms;
    if (row.timing !== 'weekly' && row.timing !== 'after-campaign') return null;
    return exceedsBatch(row, payouts?.max ?? []) ? null : sweptBatchAt(row.timing, last);
  }

  private awaitAt(rewards: readonly DueReward[], at: Instant): void {
    for (const reward of rewards) {
      this.putOff.set(reward.id, at);
      this.timers.awaitBatch(reward, at);
    }
  }
}

/** As production takes them on. */
function inOrder({ row: a }: Turned, { row: b }: Turned): number {
  return a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1);
}

function dueOf({ row, campaign }: Turned): DueReward {
  return { id: row.id, campaign };
}
