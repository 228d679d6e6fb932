import { assert } from '../domain/assert.ts';
import type { Command } from '../domain/code/command.ts';
import { nextDeadline } from '../domain/code/deadline.ts';
import { newCode } from '../domain/code/new-code.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import { isFinal } from '../domain/code/state.ts';
import {
  isLive,
  type RedemptionRow,
  type ReviewRow,
  type RewardRow,
} from '../domain/commit/rows.ts';
import type { CampaignId, CodeId, OpId, RowId, SourceId, SubjectId } from '../domain/ids.ts';
import { heldAccount, personAccount } from '../domain/ledger/accounts.ts';
import { needsProvider } from '../domain/reward/amount.ts';
import { earliest, type Instant } from '../domain/time.ts';
import { countersNeeded } from '../rules/counters.ts';
import { decide } from '../rules/decide.ts';
import { isTimedByCode } from '../rules/decide/grant.ts';
import { judge } from '../rules/judge.ts';
import { gatherFacts, readCounters } from './gather.ts';
import { MemoryStore, type MemoryCampaign } from './memory-store.ts';
import { attempted, newPayout, payingProvider, type VirtualProvider } from './payout.ts';

const hopsMax = 20;

/** What a code is issued with. */
export interface Issue {
  readonly campaign: CampaignId;
  readonly holder: SubjectId;
  readonly channel?: string;
}

/** Somebody's opening of one share. */
export interface Visit {
  readonly visitor: SubjectId;
  readonly share: string;
  /** Whether the service has never seen this person before. */
  readonly isNew: boolean;
}

/** Campaigns, codes and people on a virtual clock, driving the same core as production. */
export class Simulation {
  readonly store = new MemoryStore();
  now: Instant;
  private codesMade = 0;
  private readonly unsettled = new Set<CodeId>();
  private readonly provider: VirtualProvider;

  constructor(startsAt: Instant, provider: VirtualProvider = payingProvider) {
    this.now = startsAt;
    this.provider = provider;
  }

  publish(campaign: MemoryCampaign): void {
    this.store.publish(campaign, this.now);
  }

  /** A new code, awake. A person who holds as many open codes as the terms allow gets the last one. */
  async issue({ campaign: id, holder, channel }: Issue): Promise<CodeId> {
    const { terms, digest, endsAt } = this.store.campaign(id);
    const held = [...this.store.codes.values()].filter(
      (row) => row.campaign === id && row.holder === holder && row.state.endedAt === null,
    );
    const last = held.at(-1);
    if (last && held.length >= terms.code.perPerson) return last.id;
    const code = this.freshCodeId();
    this.store.insert({
      id: code,
      campaign: id,
      digest,
      holder,
      lineage: code,
      predecessor: null,
      successor: null,
      channel: channel ?? null,
      parameters: {},
      personalPrefix: '',
      trackingId: code,
      revision: 0,
      state: newCode(terms, { endsAt }, this.now),
    });
    await this.commit(code, []);
    return code;
  }

  /** Sends a command; a replaced code's successor, or the code with the credit, answers for it. */
  async send(code: CodeId, command: Command): Promise<Outcome> {
    if ('source' in command) this.countRequest(command.source);
    let target = code;
    for (let hop = 0; ; hop += 1) {
      const [outcome] = await this.commit(target, [command]);
      assert(outcome !== undefined, 'one command has one outcome');
      const next = outcome.ok ? undefined : outcome.successor;
      if (next === undefined || hop >= hopsMax) {
        return outcome.ok && target !== code ? { ...outcome, forwardedTo: target } : outcome;
      }
      target = next;
    }
  }

  /** Somebody opens a share: a click, and a share too where the terms count this opening. */
  async open(code: CodeId, visit: Visit): Promise<void> {
    const { terms } = this.store.campaign(this.store.code(code).campaign);
    const key = `${terms.campaign}/${visit.visitor}`;
    const clicks = this.store.clicks.get(key) ?? [];
    clicks.push({ code, at: this.now });
    this.store.clicks.set(key, clicks);
    const on = terms.validity.extension?.on;
    const counts = on === 'share-opened' || (on === 'share-opened-by-new' && visit.isNew);
    // Nobody shares with themselves.
    if (!counts || visit.visitor === this.store.code(code).holder) return;
    const opId = `opened/${visit.share}` as OpId;
    await this.commit(code, [{ kind: 'share', opId, via: on, share: visit.share }]);
  }

  /** The redemption that holds a person's place in any campaign. */
  redemptionOf(invitee: SubjectId): RedemptionRow | undefined {
    return [...this.store.redemptions.values()].find(
      (row) => row.invitee === invitee && isLive(row),
    );
  }

  openReviewOf(redemption: RowId): ReviewRow | undefined {
    return [...this.store.reviews.values()].find(
      (row) => row.redemption === redemption && row.state === 'open',
    );
  }

  /** Moves the clock, passing every deadline and batch on the way at its own time. */
  async advanceTo(target: Instant): Promise<void> {
    for (;;) {
      this.deliver();
      const next = this.nextEvent();
      if (next === null || next.at > target) break;
      if (next.at > this.now) this.now = next.at;
      if (next.code === null) this.runBatch();
      else await this.commit(next.code, []);
    }
    if (target > this.now) this.now = target;
  }

  /** One batch on one code, which no other answers for; without commands, settles what is due. */
  async commit(id: CodeId, commands: readonly Command[]): Promise<readonly Outcome[]> {
    const { store, now } = this;
    const code = store.code(id);
    const facts = gatherFacts(store, { code, commands, now, freshCodeId: this.freshCodeId() });
    const items = commands.map((command) => ({ command, bodyHash: canonical(command) }));
    const judged = await judge(facts, items);
    const counters = readCounters(store, code, countersNeeded(facts, judged));
    const decided = decide(facts, judged, counters);
    const row = store.apply(code, decided);
    if (isFinal(row.state.status)) this.unsettled.delete(id);
    else this.unsettled.add(id);
    if (decided.writes.successor) this.unsettled.add(decided.writes.successor.id);
    return decided.outcomes;
  }

  private nextEvent(): { readonly at: Instant; readonly code: CodeId | null } | null {
    let first: { at: Instant; code: CodeId | null } | null = null;
    for (const id of this.unsettled) {
      const row = this.store.code(id);
      const deadline = nextDeadline(this.store.campaign(row.campaign).terms, row.state);
      if (deadline && (first === null || deadline.at < first.at)) {
        first = { at: deadline.at, code: id };
      }
    }
    const effectAt = earliest(
      ...this.heldForBatches().map(({ dueAt }) => dueAt),
      ...[...this.store.payouts.values()].map(({ nextAt }) => nextAt),
    );
    if (effectAt === null || (first !== null && first.at <= effectAt)) return first;
    return { at: effectAt, code: null };
  }

  private heldForBatches(): readonly RewardRow[] {
    return [...this.store.rewards.values()].filter(
      (row) => row.state === 'held' && !isTimedByCode(row.timing),
    );
  }

  private runBatch(): void {
    for (const row of this.heldForBatches()) {
      if (row.dueAt > this.now) continue;
      if (needsProvider(row.kind)) this.store.rewards.set(row.id, { ...row, state: 'due' });
      else this.post(row, 'takes effect by itself');
    }
  }

  /** Tries every due payout whose time has come. */
  private deliver(): void {
    const { rewards, payouts } = this.store;
    for (const row of rewards.values()) {
      if (row.state !== 'due') continue;
      const payout = payouts.get(row.id) ?? newPayout(this.now);
      if (payout.nextAt === null || payout.nextAt > this.now) continue;
      const next = attempted(payout, this.provider(row, payout.attempts + 1), this.now);
      payouts.set(row.id, next);
      if (next.state === 'paid' || next.state === 'reconciled') {
        this.post(row, 'paid by the provider');
      }
    }
  }

  private post(row: RewardRow, reason: string): void {
    const { campaign } = this.store.code(row.code);
    this.store.rewards.set(row.id, { ...row, state: 'paid' });
    this.store.entries.push({
      kind: 'post',
      campaign,
      reward: row.id,
      source: heldAccount(campaign),
      destination: personAccount(row.beneficiary),
      asset: row.asset,
      minor: row.minor,
      at: this.now,
      reason,
      actor: null,
    });
  }

  private countRequest(source: SourceId): void {
    const requests = this.store.requests.get(source) ?? [];
    requests.push(this.now);
    this.store.requests.set(source, requests);
  }

  private freshCodeId(): CodeId {
    this.codesMade += 1;
    const tail = this.codesMade.toString(16).padStart(12, '0');
    return `00000000-0000-7000-8000-${tail}` as CodeId;
  }
}

/** A command's body as text, keys in order: equal bodies have equal texts. */
function canonical(body: object): string {
  const entries = Object.entries(body as Record<string, unknown>)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => [key, isObject(value) ? canonical(value) : value]);
  return JSON.stringify(entries);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
