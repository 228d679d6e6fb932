import { supposed } from '../domain/content/supposed.ts';
import { assert } from '../domain/assert.ts';
import type { Command } from '../domain/code/command.ts';
import { nextDeadline } from '../domain/code/deadline.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import { reject } from '../domain/code/rejection.ts';
import { isFinal } from '../domain/code/state.ts';
import type { Item } from '../domain/commit/commit.ts';
import type { Facts } from '../domain/commit/facts.ts';
import type { RewardRow } from '../domain/commit/rows.ts';
import type { Decided } from '../domain/commit/writes.ts';
import type { CampaignId, CodeId, OpId, SubjectId } from '../domain/ids.ts';
import { needsProvider } from '../domain/reward/amount.ts';
import { earliest, type Instant } from '../domain/time.ts';
import { countersNeeded } from '../rules/counters.ts';
import { decide } from '../rules/decide.ts';
import { isTimedByCode } from '../rules/decide/book.ts';
import { after, judge, type Judged } from '../rules/judge.ts';
import { canonical } from './canonical.ts';
import { codeIdOf } from './code-id.ts';
import type { KeptCode } from './codes.ts';
import { forgetCode, forgetReward } from './forget.ts';
import { gatherFacts, readCounters } from './gather.ts';
import { Awards } from './awards.ts';
import { Batches, type Turned } from './batches.ts';
import { Gathering } from './gathering.ts';
import { codeAgain, openCodesOf, rowOf, versionFor } from './issuing.ts';
import { MemoryStore, type MemoryCampaign } from './memory-store.ts';
import type { Issue, Visit } from './asked.ts';
import { attempted, newPayout, payingProvider, type VirtualProvider } from './payout.ts';
import { postOf } from './post.ts';
import { Streaming } from './streaming.ts';
import { Timers, type DueReward } from './timers.ts';
import { turnDue } from './turn-due.ts';
import type { SimulationOptions, Watcher } from './watcher.ts';

const hopsMax = 20;

/** From the code that was asked to the one that answers for it. */
interface Way {
  readonly code: CodeId;
  readonly target: CodeId;
  readonly hop: number;
}

/** Campaigns, codes and people on a virtual clock, driving the same core as production. */
export class Simulation {
  readonly store: MemoryStore;
  now: Instant;
  private readonly watcher: Watcher | null;
  private readonly provider: VirtualProvider;
  private readonly timers = new Timers();
  private readonly due: DueReward[] = [];
  /** Who is live, and what waits for them. */
  readonly streaming: Streaming;
  readonly batches: Batches;
  readonly awards: Awards;
  private readonly gathering: Gathering;
  private codesMade = 0;
  private nextCodeId = codeIdOf(1);

  constructor(startsAt: Instant, options: SimulationOptions = {}) {
    this.now = startsAt;
    this.store = new MemoryStore(options.remembers);
    this.streaming = new Streaming(this.store, this.timers);
    this.batches = new Batches(this.store, this.timers, options.publishedBy ?? null);
    this.gathering = new Gathering(this.store, this.timers);
    this.watcher = options.watcher ?? null;
    this.provider = options.provider ?? payingProvider;
    this.awards = new Awards(this.store, this.provider);
  }

  publish(campaign: MemoryCampaign): void {
    this.store.publish(campaign, this.now);
  }

  /**
   * A new code, awake, though production might refuse it (`refusedIssue`). A person who holds as many open
   * codes as the terms allow gets the last one.
   */
  async issue(issue: Issue): Promise<CodeId> {
    const version = versionFor(this.store, issue);
    const again = codeAgain(this.store, issue, version);
    if (again !== undefined) return again;
    const code = this.takeCodeId();
    this.store.insert(rowOf(issue, version, { code, now: this.now }));
    await this.commit(code, []);
    return code;
  }

  /** The codes of a person that have not ended, oldest first. */
  openCodesOf(campaign: CampaignId, holder: SubjectId): readonly CodeId[] {
    return openCodesOf(this.store, campaign, holder);
  }

  /** Sends a command; a replaced code's successor, or the code with the credit, answers for it. */
  send(code: CodeId, command: Command): Outcome | Promise<Outcome> {
    if (this.store.isJudged) this.store.parties.countRequest(command, this.now);
    return this.sendOn({ code, target: code, hop: 0 }, command);
  }

  private sendOn(way: Way, command: Command): Outcome | Promise<Outcome> {
    const { code, target, hop } = way;
    const found = this.store.codes.find(target);
    if (found === undefined) return reject('CODE_SETTLED');
    return after(this.commitOn(found, [command]), ([outcome]) => {
      assert(outcome !== undefined, 'one command has one outcome');
      const next = outcome.ok ? undefined : outcome.successor;
      if (next === undefined || hop >= hopsMax) {
        return outcome.ok && target !== code ? { ...outcome, forwardedTo: target } : outcome;
      }
      return this.sendOn({ code, target: next, hop: hop + 1 }, command);
    });
  }

  /**
   * Somebody opens a share: a click, and a share too where the terms count this opening. Says
   * whether they do.
   */
  async open(code: CodeId, visit: Visit): Promise<boolean> {
    const row = this.store.codes.get(code);
    if (row === undefined) return false;
    const { campaign, lineage, holder } = row;
    const { validity } = this.store.campaignOf(row).terms;
    const click = { code, lineage, holder, at: this.now };
    this.store.clicks.add(campaign, visit.visitor, click);
    const on = validity.extension?.on;
    const counts = on === 'share-opened' || (on === 'share-opened-by-new' && visit.isNew);
    // Nobody shares with themselves.
    if (!counts || visit.wasCounted === true || visit.visitor === holder) return false;
    const opId = `opened/${visit.share}` as OpId;
    await this.commit(code, [{ kind: 'share', opId, via: on, share: visit.share }]);
    return true;
  }

  /** Moves the clock, passing every deadline and batch on the way at its own time. */
  async advanceTo(target: Instant): Promise<void> {
    for (;;) {
      this.deliver();
      if (!this.store.overhangs.isEmpty) await this.takeOverhangs();
      const next = this.timers.next(earliest(this.store.points.overAt, this.awards.nextAt));
      if (next === null || next.at > target) break;
      if (next.at > this.now) this.now = next.at;
      if (next.kind === 'effect') this.takeEffect();
      else await this.commit(next.code, []);
    }
    if (target > this.now) this.now = target;
  }

  /** What is over goes first: what takes effect at that instant comes after it. */
  private takeEffect(): void {
    this.store.points.settle(this.now);
    this.awards.settle(this.now);
    this.batches.run(this.now).forEach(this.turn);
  }

  /**
   * One batch on one code, which no other answers for; without commands, settles what is due. A promise
   * only where there are rules to evaluate.
   */
  commit(
    id: CodeId,
    commands: readonly Command[],
  ): readonly Outcome[] | Promise<readonly Outcome[]> {
    return this.commitOn(this.store.codes.known(id), commands);
  }

  private commitOn(
    code: KeptCode,
    commands: readonly Command[],
  ): readonly Outcome[] | Promise<readonly Outcome[]> {
    return after(this.commitOnce(code, commands), (outcomes) =>
      this.store.overhangs.isEmpty ? outcomes : this.takeOverhangs().then(() => outcomes),
    );
  }

  private commitOnce(
    code: KeptCode,
    commands: readonly Command[],
  ): readonly Outcome[] | Promise<readonly Outcome[]> {
    const { store, now, nextCodeId: freshCodeId } = this;
    const { row, rows } = code;
    const facts = gatherFacts(store, { code: row, rows, commands, now, freshCodeId });
    return after(judge(facts, commands.map(this.itemOf)), (judged) =>
      this.write(code, facts, judged),
    );
  }

  /** As a sweep does: what is with a provider is asked for again. */
  private async takeOverhangs(): Promise<void> {
    const { codes, overhangs } = this.store;
    for (const one of overhangs.all) {
      const code = codes.find(one.code);
      if (code !== undefined) await this.commitOnce(code, [overhangs.command(one)]);
    }
  }

  private write(kept: KeptCode, facts: Facts, judged: Judged): readonly Outcome[] {
    const { store } = this;
    const { code, now } = facts;
    const counters = readCounters(store, code, countersNeeded(facts, judged));
    const decided = decide(facts, judged, counters);
    store.apply(kept, decided, facts);
    if (decided.changed) this.follow(kept, decided);
    this.watcher?.committed(code, decided, now);
    return decided.outcomes;
  }

  /** Answers are compared only where they are kept. */
  private readonly itemOf = (command: Command): Item => ({
    command,
    bodyHash: this.store.remembers === 'everything' ? canonical(command) : '',
    screening: supposed(command),
  });

  /** Sets the timers of what a commit has written. */
  private follow(code: KeptCode, { writes }: Decided): void {
    const { row } = code;
    const { terms } = this.store.campaignOf(row);
    for (const reward of writes.rewards.values()) {
      const due = this.gathering.dueBy(reward, row.campaign);
      if (due !== null) this.due.push(due);
      if (reward.state === 'held' && !isTimedByCode(reward.timing))
        this.streaming.awaitBatch(reward, row.campaign);
    }
    const { successor } = writes;
    if (isFinal(row.state.status)) {
      this.timers.drop(code);
      if (this.store.remembers === 'open') forgetCode(this.store, row);
    } else this.timers.set(code, nextDeadline(terms, row.state)?.at ?? null);
    if (successor === null) return;
    this.takeCodeId();
    const next = this.store.codes.known(successor.id);
    this.timers.set(next, nextDeadline(terms, successor.state)?.at ?? null);
  }

  private readonly turn = ({ row, campaign }: Turned): void => {
    if (!needsProvider(row.kind)) {
      this.post(row, 'takes effect by itself');
      return;
    }
    const turned = turnDue(this.store, row, { campaign, at: this.now });
    if (turned.state === 'paid') this.close(turned);
    else this.due.push({ id: row.id, campaign });
  };

  /** Tries every due payout whose time has come, and that waits for no minimum. */
  private deliver(): void {
    const { rewards, payouts } = this.store;
    const { ready, paid } = this.gathering.pass(this.due.splice(0), this.now);
    for (const row of paid) this.close(row);
    for (const id of [...ready, ...this.timers.takePayouts(this.now)]) {
      const row = rewards.get(id);
      if (row?.state === 'due' && payouts.get(id)?.state !== 'gathering') this.attempt(row);
    }
  }

  private attempt(row: RewardRow): void {
    const { payouts } = this.store;
    const before = payouts.get(row.id) ?? newPayout(this.now);
    const next = attempted(before, this.provider(row, before.attempts + 1), this.now);
    payouts.set(row.id, next);
    if (next.nextAt !== null) this.timers.awaitPayout(row.id, next.nextAt);
    const isPaid = next.state === 'paid' || next.state === 'reconciled';
    if (isPaid) this.post(row, 'paid by the provider');
  }

  private post(row: RewardRow, reason: string): void {
    if (this.store.remembers === 'everything') {
      const { campaign } = this.store.code(row.code);
      this.store.points.book(postOf(row, { campaign, at: this.now, reason }));
    }
    this.close({ ...row, state: 'paid' });
  }

  private close(paid: RewardRow): void {
    this.store.rewards.set(paid.id, paid);
    if (this.store.remembers === 'open') forgetReward(this.store, paid);
    this.watcher?.posted(paid, this.now);
  }

  /** Every commit is offered an id for a code; it is used up only where one is made. */
  private takeCodeId(): CodeId {
    const id = this.nextCodeId;
    this.codesMade += 1;
    this.nextCodeId = codeIdOf(this.codesMade + 1);
    return id;
  }
}
