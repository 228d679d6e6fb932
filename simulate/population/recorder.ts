import type { RewardTerms, Terms } from '../../domain/campaign/terms.ts';
import type { Outcome } from '../../domain/code/outcome.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import type { CodeRow, EventRow, RewardRow } from '../../domain/commit/rows.ts';
import type { Decided, Writes } from '../../domain/commit/writes.ts';
import type { Instant } from '../../domain/time.ts';
import type { MemoryStore } from '../memory-store.ts';
import { add, addAt, type Figures, type PersonFigures, type RewardFigures } from './figures.ts';
import type { LiabilityBook } from './liability-book.ts';
import { kindOf, personKinds, type PersonKind } from './names.ts';

const dayMs = 86_400_000;

/** Adds up what happens, so that nothing of it has to be kept. */
export class Recorder {
  readonly figures: Figures;
  private readonly store: MemoryStore;
  private readonly startsAt: Instant;
  private readonly book: LiabilityBook;

  constructor(
    store: MemoryStore,
    of: {
      readonly repetition: number;
      readonly startsAt: Instant;
      readonly days: number;
      readonly rewards: readonly RewardTerms[];
      readonly milestones: readonly string[];
      readonly book: LiabilityBook;
      readonly dueDays: readonly number[];
      readonly variants: readonly Terms[];
    },
  ) {
    this.store = store;
    this.startsAt = of.startsAt;
    this.book = of.book;
    const stages = ['codes', 'shares', 'opened', 'tried', 'redeemed', ...of.milestones];
    this.figures = {
      repetition: of.repetition,
      days: of.days,
      funnel: Object.fromEntries(stages.map((stage) => [stage, 0])),
      granted: {},
      paid: {},
      openCodes: [],
      codesRefused: 0,
      redemptions: 0,
      exhaustedOn: {},
      rewards: Object.fromEntries(of.rewards.map((reward) => [reward.id, noReward(reward)])),
      people: Object.fromEntries(personKinds.map((kind) => [kind, nobody()])) as Figures['people'],
      liability: of.book.marks,
      dueDays: of.dueDays,
      variants: Object.fromEntries(
        of.variants.map(({ variant = '' }) => [variant, { codes: 0, redemptions: 0, granted: {} }]),
      ),
    };
  }

  committed(code: CodeRow, { writes, outcomes }: Decided, now: Instant): void {
    this.countEvents(writes.events);
    this.countVariant(code, writes);
    this.countEntries(code, writes);
    for (const outcome of outcomes) this.countRefusedRewards(outcome, now);
  }

  posted(row: RewardRow, now: Instant): void {
    this.pay(row, now);
  }

  /** Somebody tried to redeem. */
  tried(kind: PersonKind, outcome: Outcome, isFirst: boolean): void {
    const person = this.figures.people[kind];
    person.tried += 1;
    if (kind === 'honest' && isFirst) add(this.figures.funnel, 'tried');
    if (outcome.ok) return;
    const stopped = stoppedBy(outcome);
    if (stopped !== undefined) add(person.stopped, stopped);
    else person.refused[outcome.code] = (person.refused[outcome.code] ?? 0) + 1;
  }

  dayOf(at: Instant): number {
    return Math.floor((at - this.startsAt) / dayMs);
  }

  private countEvents(events: readonly EventRow[]): void {
    const { figures } = this;
    for (const { kind, subject, data } of events) {
      if (kind !== 'redemption' && kind !== 'milestone') continue;
      // Who has been counted at this stage before.
      if (data['repeated'] === true) continue;
      const person = subject === null ? 'honest' : kindOf(subject);
      if (kind === 'redemption') {
        figures.redemptions += 1;
        figures.people[person].redeemed += 1;
      }
      if (person !== 'honest') continue;
      add(figures.funnel, kind === 'redemption' ? 'redeemed' : String(data['milestone']));
    }
  }

  /** A code is counted at its first commit, which wakes it. */
  private countVariant(code: CodeRow, { events }: Writes): void {
    const { variant } = this.store.campaignOf(code).terms;
    const figures = variant === undefined ? undefined : this.figures.variants[variant];
    if (figures === undefined) return;
    if (code.state.status === 'dormant' && code.predecessor === null) figures.codes += 1;
    figures.redemptions += events.filter(({ kind }) => kind === 'redemption').length;
  }

  private countEntries(code: CodeRow, { entries, rewards }: Writes): void {
    for (const { kind, reward, at } of entries) {
      const row = reward === null ? undefined : rewards.get(reward);
      if (row === undefined) continue;
      if (kind === 'post') this.pay(row, at);
      if (kind === 'hold') this.grant(code, row, at);
    }
  }

  private grant(code: CodeRow, row: RewardRow, at: Instant): void {
    const { figures } = this;
    const { asset, minor } = row;
    const place = { index: this.dayOf(at), length: figures.days };
    addAt(figures.granted, asset, place, minor);
    const { variant = '' } = this.store.campaignOf(code).terms;
    const varied = figures.variants[variant];
    if (varied) add(varied.granted, asset, minor);
    const reward = figures.rewards[row.reward];
    if (reward) {
      reward.count += 1;
      reward.minor += minor;
    }
    const invitee = this.store.redemptions.get(row.redemption)?.invitee;
    add(figures.people[invitee === undefined ? 'honest' : kindOf(invitee)].earned, asset, minor);
    const since = this.store.lineages.get(code.lineage)?.since ?? code.state.issuedAt;
    this.book.granted(row, { at, since });
  }

  private pay(row: RewardRow, at: Instant): void {
    const { figures } = this;
    addAt(figures.paid, row.asset, { index: this.dayOf(at), length: figures.days }, row.minor);
    this.book.paid(row, at);
  }

  private countRefusedRewards(outcome: Outcome, now: Instant): void {
    if (!outcome.ok) return;
    for (const result of outcome.rewards ?? []) {
      const reward = this.figures.rewards[result.reward];
      if (result.granted || reward === undefined) continue;
      add(reward.refused, result.reason);
      if (result.reason === 'BUDGET_EXHAUSTED') {
        this.figures.exhaustedOn[reward.asset] ??= (now - this.startsAt) / dayMs;
      }
    }
  }
}

function noReward({ kind, asset }: RewardTerms): RewardFigures {
  return { kind, asset, count: 0, minor: 0, refused: {} };
}

function nobody(): PersonFigures {
  return { people: 0, tried: 0, redeemed: 0, stopped: {}, refused: {}, earned: {} };
}

/** The rule that stopped somebody, or `frozen` where a freeze or a ban stood; undefined where risk did not. */
function stoppedBy({ code, rules: [rule] = [] }: Rejection): string | undefined {
  switch (code) {
    case 'PARTY_FROZEN':
    case 'PARTY_BANNED':
    case 'INVITER_SUSPENDED':
    case 'RISK_REFUSED':
      return rule ?? 'frozen';
    // A region asks for a check too, and has no rule.
    case 'VERIFICATION_REQUIRED':
      return rule;
    default:
      return undefined;
  }
}
