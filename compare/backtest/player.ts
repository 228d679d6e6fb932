import { supposed } from '../../domain/content/supposed.ts';
import { assert } from '../../domain/assert.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Command } from '../../domain/code/command.ts';
import { newCode } from '../../domain/code/new-code.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import { isFunded } from '../../domain/commit/counters.ts';
import type { Counter, Facts } from '../../domain/commit/facts.ts';
import type { Recorded, RecordedUse } from '../../domain/commit/recorded.ts';
import type { CodeRow, RewardRow } from '../../domain/commit/rows.ts';
import type { Decided } from '../../domain/commit/writes.ts';
import type { CodeId, OpId, RewardId, SubjectId } from '../../domain/ids.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { countersNeeded } from '../../rules/counters.ts';
import { decide } from '../../rules/decide.ts';
import { judge } from '../../rules/judge.ts';
import { dropCode } from '../../simulate/forget.ts';
import { gatherFacts, readCounters } from '../../simulate/gather.ts';
import { MemoryStore } from '../../simulate/memory-store.ts';
import { commandOf, saidOf, useOf } from './commands.ts';

/** By what a code is decided at some time. */
export interface Law {
  readonly terms: Terms;
  readonly policy: RiskPolicy;
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
}

/** What one command came to. */
export interface Played {
  readonly outcome: Outcome;
  /** Rules that fired. */
  readonly rules: readonly string[];
}

/** A successor is made where one is recorded, so none is made here. */
const noCode = '00000000-0000-0000-0000-000000000000' as CodeId;
const dayMs = 86_400_000;

/** Plays what is recorded of one campaign by one law, and forgets a code when nothing more comes. */
export class Player {
  readonly store = new MemoryStore('open');
  private readonly law: (recorded: Recorded) => Law;
  private asked = 0;
  private checksForgottenAt = instant(0);

  constructor(law: Player['law'], budget: Terms) {
    this.law = law;
    const { campaign: id } = budget;
    for (const { asset, minor } of budget.budget) {
      this.store.counters.set(`${id}/budget:${asset}`, { used: 0, max: minor });
    }
  }

  /** Asks again what was asked. Null where there is nothing to ask. */
  async play(recorded: Recorded): Promise<Played | null> {
    const code = this.enter(recorded);
    const command = commandOf(recorded, { store: this.store, code, opId: this.freshOpId() });
    if (command === null) return null;
    this.payBefore(code, command);
    this.agreeBefore(command);
    return this.ask(code, { command, recorded, keep: true });
  }

  /** What somebody unknown would be answered who asks the same; nothing of it is kept. */
  async wouldBe(recorded: Recorded, what: RecordedUse): Promise<Played> {
    const code = this.enter(recorded);
    const who = { opId: this.freshOpId(), invitee: 'somebody unknown' as SubjectId };
    return this.ask(code, { command: useOf(what, who), recorded, keep: false });
  }

  /** Passes every deadline of the code that was last asked this, up to `at`. */
  async settle(last: Recorded, at: Instant): Promise<void> {
    await this.commit(this.enter(last), { commands: [], now: at, keep: true });
  }

  /** Whether anything was asked of a code that is not forgotten. */
  knows(code: CodeId): boolean {
    return this.store.codes.has(code);
  }

  /** Drops a code with its rows, and returns what it has granted and not taken back. */
  forget(code: CodeId): readonly RewardRow[] {
    const { store } = this;
    const row = store.code(code);
    const ids = store.rows(code)?.rewards ?? [];
    const rewards = ids.flatMap((id) => store.rewards.get(id) ?? []);
    dropCode(store, row);
    for (const key of store.counters.keys()) {
      if (key.endsWith(`:code:${code}`) || key.endsWith(`:lineage:${row.lineage}`)) {
        store.counters.delete(key);
      }
    }
    return rewards.filter(({ state }) => state !== 'voided' && state !== 'reversed');
  }

  /** The code, as it was issued if nothing was asked of it yet, under the law of the moment. */
  private enter(recorded: Recorded): CodeRow {
    const { code } = recorded;
    const law = this.law(recorded);
    this.forgetChecks(recorded.at);
    const { campaign } = law.terms;
    this.store.campaigns.set(campaign, { ...law, digest: code.digest, status: 'open' });
    const known = this.store.codes.get(code.id);
    if (known !== undefined) return known;
    const { id, digest, holder, lineage, channel, generation, issuedAt } = code;
    const state = newCode(law.terms, law, issuedAt, { generation });
    const none = { predecessor: null, successor: null, parameters: {}, personalPrefix: '' };
    const row = { id, digest, holder, lineage, channel, campaign, trackingId: id };
    this.store.insert({ ...row, ...none, revision: 0, state });
    return this.store.code(code.id);
  }

  /** A recorded decision was final, however many people this law wants to agree. */
  private agreeBefore(command: Command): void {
    const review = command.kind === 'decideReview' && this.store.reviews.get(command.review);
    if (review) this.store.reviews.set(review.id, { ...review, secondPerson: false });
  }

  private async ask(
    code: CodeRow,
    asked: { readonly command: Command; readonly recorded: Recorded; readonly keep: boolean },
  ): Promise<Played> {
    const { command, recorded, keep } = asked;
    const { what, at } = recorded;
    const said = what.kind === 'use' ? saidOf(what.judgement?.facts ?? {}) : {};
    const batch = { commands: [command], now: at, keep, said };
    const { outcomes, rules } = await this.commit(code, batch);
    const [outcome] = outcomes;
    assert(outcome !== undefined, 'one command has one outcome');
    return { outcome, rules };
  }

  private async commit(
    code: CodeRow,
    batch: {
      readonly commands: readonly Command[];
      readonly now: Instant;
      readonly keep: boolean;
      readonly said?: Facts['said'];
    },
  ): Promise<{ readonly outcomes: readonly Outcome[]; readonly rules: readonly string[] }> {
    const { store } = this;
    const { commands, now, keep, said = {} } = batch;
    const gathered = gatherFacts(store, {
      ...{ code, rows: store.rows(code.id) },
      ...{ commands, now, freshCodeId: noCode },
    });
    const facts: Facts = { ...gathered, said };
    const judged = await judge(
      facts,
      commands.map((command) => ({ command, bodyHash: '', screening: supposed(command) })),
    );
    const decided = decide(facts, judged, this.counters(facts, judged));
    if (keep) this.keep(facts, decided);
    return { outcomes: decided.outcomes, rules: judged.items[0]?.judgement?.rules ?? [] };
  }

  /** A budget's maximum is the campaign's; a cap's is what the terms at hand say. */
  private counters(
    facts: Facts,
    judged: Awaited<ReturnType<typeof judge>>,
  ): ReadonlyMap<string, Counter> {
    const needs = countersNeeded(facts, judged);
    const stored = readCounters(this.store, facts.code, needs);
    return new Map(
      needs.map(({ key, max }) => {
        const { used, max: kept } = stored.get(key) ?? { used: 0, max };
        return [key, { used, max: max === null || isFunded(key) ? kept : max }];
      }),
    );
  }

  private keep(facts: Facts, decided: Decided): void {
    const { store } = this;
    const counters = [...decided.writes.counters].map(([key, { delta }]) => [key, delta] as const);
    const writes = {
      ...decided.writes,
      // Versions differ in the maximum of one cap; each has held its own when it granted.
      counters: new Map(counters.map(([key, delta]) => [key, { delta, max: null }])),
      successor: null,
      sanctions: new Map(),
    };
    store.apply(store.codes.known(facts.code.id), { ...decided, writes }, facts);
  }

  /** Checks count on the day on which they were passed. */
  private forgetChecks(now: Instant): void {
    if (now < this.checksForgottenAt + dayMs) return;
    this.checksForgottenAt = now;
    for (const [subject, latest] of this.store.checks) {
      for (const [check, { at }] of latest) if (at < now - dayMs) latest.delete(check);
      if (latest.size === 0) this.store.checks.delete(subject);
    }
  }

  /** Only what was paid, or not yet due, was taken back; providers pay at once here. */
  private payBefore(code: CodeRow, command: Command): void {
    for (const id of this.takenBackBy(code, command)) {
      const row = this.store.rewards.get(id);
      if (row?.state === 'due') this.store.rewards.set(row.id, { ...row, state: 'paid' });
    }
  }

  private takenBackBy({ id }: CodeRow, command: Command): readonly RewardId[] {
    if (command.kind === 'reverse') return [command.reward];
    return command.kind === 'cancel' ? (this.store.rows(id)?.rewards ?? []) : [];
  }

  private freshOpId(): OpId {
    this.asked += 1;
    return `backtest/${this.asked}` as OpId;
  }
}
