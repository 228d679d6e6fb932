import { assert } from '../../domain/assert.ts';
import type { ReviewTerms } from '../../domain/campaign/review-terms.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { ByHand } from '../../domain/code/command.ts';
import type { Period } from '../../domain/code/new-code.ts';
import type { CodeEffect, Step } from '../../domain/code/settle.ts';
import { changed, isOpen, type CodeState } from '../../domain/code/state.ts';
import {
  nothingKnown,
  type Counter,
  type Facts,
  type PartyFacts,
} from '../../domain/commit/facts.ts';
import {
  isLive,
  type DecisionRow,
  type EntryRow,
  type EventRow,
  type MessageRow,
  type OperationRow,
  type RedemptionRow,
  type ReviewRow,
  type RewardRow,
  type WordingRow,
} from '../../domain/commit/rows.ts';
import type { Overhang } from '../../domain/commit/overhang.ts';
import type { RelationAlarmRow, RelationRow } from '../../domain/commit/relation.ts';
import type { BeyondLimit } from '../../domain/commit/review.ts';
import type { SanctionRow } from '../../domain/commit/sanction.ts';
import type { ShadowRow } from '../../domain/commit/shadow.ts';
import { hasEnded } from '../../domain/commit/stretch.ts';
import type { Successor, Writes } from '../../domain/commit/writes.ts';
import {
  rowId,
  type CodeId,
  type OpId,
  type ProofId,
  type RewardId,
  type RowId,
  type SubjectId,
} from '../../domain/ids.ts';
import type { MinorUnits } from '../../domain/money.ts';
import type { PartyKey } from '../../domain/policy/party.ts';
import { earliest, type Instant } from '../../domain/time.ts';
import { Overlay } from './overlay.ts';

/** A reward that goes beyond a limit, and how a person is asked about it. */
export interface Asking extends BeyondLimit {
  readonly review: ReviewTerms;
}

const nothingElse: Partial<CodeState> = {};

type Verification = Writes['verifications'][number];

/** Current values of the counters that were locked for the batch. */
type Counters = Pick<ReadonlyMap<string, Counter>, 'get'>;

/**
 * The working set of one batch: facts, with what the batch has changed so far laid over them.
 * Private to `decide`; nothing outside sees it half done.
 */
export class Draft {
  readonly facts: Facts;
  readonly period: Period;
  state: CodeState;
  successorId: CodeId | null;
  successor: Successor | null = null;
  refresh: Writes['refresh'] = null;
  readonly redemptions: Overlay<RowId, RedemptionRow>;
  readonly rewards: Overlay<RewardId, RewardRow>;
  readonly reviews: Overlay<RowId, ReviewRow>;
  readonly operations = new Map<OpId, OperationRow>();
  readonly events: EventRow[] = [];
  readonly entries: EntryRow[] = [];
  readonly payouts: RewardId[] = [];
  readonly payoutsLowered = new Overlay<RewardId, MinorUnits>();
  /** Of other codes, by code and ladder. */
  readonly overhangs = new Overlay<string, Overhang>();
  readonly overhangsSettled: string[] = [];
  readonly messages: MessageRow[] = [];
  readonly decisions: DecisionRow[] = [];
  readonly shadows: ShadowRow[] = [];
  readonly wordings: WordingRow[] = [];
  readonly verifications: Verification[] = [];
  readonly sanctions = new Overlay<PartyKey, readonly SanctionRow[]>();
  readonly ties: Writes['ties'][number][] = [];
  readonly proofs = new Overlay<ProofId, OpId>();
  readonly relations = new Overlay<SubjectId, RelationRow>();
  readonly relationAlarms: RelationAlarmRow[] = [];
  /** Rewards for which a person is to be asked, since they go beyond a limit. */
  readonly beyond: Asking[] = [];
  readonly taken = new Overlay<string, { delta: number; max: number | null }>();
  private readonly counters: Counters;
  private rows: number;

  constructor(facts: Facts, counters: Counters) {
    this.facts = facts;
    this.period = { endsAt: facts.campaign.endsAt };
    this.redemptions = new Overlay(facts.redemptions);
    this.rewards = new Overlay(facts.rewards);
    this.reviews = new Overlay(facts.reviews);
    this.counters = counters;
    const { state } = facts.code;
    const rowDeadline = facts.laterRowDeadline;
    this.state = state.rowDeadline === rowDeadline ? state : changed(state, { rowDeadline });
    this.successorId = facts.code.successor;
    this.rows = state.rows;
  }

  /** A draft on top of this one in which rewards are granted to see what comes of it: nobody has them. */
  trial(): Draft {
    const now = (key: string): Counter | undefined => {
      const counter = this.counters.get(key);
      return counter && { ...counter, used: this.used(key) };
    };
    const trial = new Draft(this.facts, { get: now });
    trial.state = this.state;
    trial.rows = this.rows;
    return trial;
  }

  get terms(): Terms {
    return this.facts.terms;
  }

  /** What an operation was answered, earlier in this batch or before it. */
  answered(id: OpId): Pick<OperationRow, 'bodyHash' | 'outcome'> | undefined {
    return this.operations.get(id) ?? this.facts.operations.get(id);
  }

  /** The redemption that holds a person's one place in the campaign, in any of its codes. */
  liveRedemptionOf(invitee: string): RedemptionRow | undefined {
    const { written } = this.redemptions;
    for (const row of written.values()) {
      if (row.invitee === invitee && isLive(row)) return row;
    }
    for (const row of this.facts.redemptions.values()) {
      if (row.invitee === invitee && isLive(row) && !written.has(row.id)) return row;
    }
    return undefined;
  }

  /** A party, with the sanctions that this batch may have given it. */
  party(key: PartyKey): PartyFacts {
    const facts = this.facts.parties.get(key) ?? nothingKnown;
    const given = this.sanctions.get(key);
    if (given === undefined) return facts;
    return given.reduce(withSanction, { ...facts, timesFrozen: facts.timesFrozen + 1 });
  }

  /** The state as it is to be stored: it numbers the code's rows. */
  get stateNumbered(): CodeState {
    const { state, rows } = this;
    return state.rows === rows ? state : changed(state, nothingElse, rows);
  }

  /** The id that the next row gets; taken by `nextRowId` alone, so that no number is left out. */
  get comingRowId(): RowId {
    return rowId(this.facts.code.id, this.rows + 1);
  }

  nextRowId(): RowId {
    const id = this.comingRowId;
    this.rows += 1;
    return id;
  }

  /** Rows that were numbered so far are noted with it, which saves `stateNumbered` a copy. */
  change(changes: Partial<Omit<CodeState, 'rows'>>): void {
    this.state = changed(this.state, changes, this.rows);
  }

  /** Notes that a row of this code runs out at `at`. */
  watch(at: Instant): void {
    this.change({ rowDeadline: earliest(this.state.rowDeadline, at) });
  }

  /** What a counter stands at, with what the batch took. */
  used(key: string): number {
    return this.counter(key).used + (this.taken.get(key)?.delta ?? 0);
  }

  /** What a debt stands at; nothing where none was open when the batch began. */
  owed(key: string): number {
    return this.counters.get(key) === undefined ? 0 : this.used(key);
  }

  /** Nothing fits under a limit of a stretch whose counter is gone. */
  fits(key: string, amount: number): boolean {
    if (this.isGone(key)) return false;
    const { max } = this.counter(key);
    return max === null || this.used(key) + amount <= max;
  }

  take(key: string, amount: number): void {
    const { max } = this.counter(key);
    const delta = (this.taken.get(key)?.delta ?? 0) + amount;
    this.taken.set(key, { delta, max });
  }

  /** What was taken of a counter that is gone is given back to nobody: its stretch is over. */
  giveBack(key: string, amount: number): void {
    if (!this.isGone(key)) this.take(key, -amount);
  }

  record(event: Pick<EventRow, 'kind' | 'at' | 'data'> & Partial<EventRow>): void {
    const { kind, at, channel = null, share = null, subject = null, data } = event;
    this.events.push({ id: this.nextRowId(), kind, at, channel, share, subject, data });
  }

  message(template: MessageRow['template'], at: Instant, data: MessageRow['data']): void {
    const { id, holder } = this.facts.code;
    this.rows += 1;
    const key = `${id}/${template}/${String(this.rows)}`;
    this.messages.push({ key, to: holder, template, data, at });
  }

  /** Adopts a step of the state machine and carries out what it asks for. */
  adopt(step: Step, at: Instant, byHand?: ByHand): void {
    this.state = step.state;
    for (const effect of step.effects) this.perform(effect, at, byHand);
  }

  private perform(effect: CodeEffect, at: Instant, byHand: ByHand | undefined): void {
    const { code } = this.facts;
    switch (effect.kind) {
      case 'status':
        this.record({
          kind: effect.from === 'dormant' && isOpen(effect.to) ? 'woken' : 'status',
          at,
          data: { from: effect.from, to: effect.to, ...whoAndWhy(byHand) },
        });
        if (effect.to === 'expired') this.message('expired', at, { code: code.id });
        break;
      case 'remind':
        this.record({ kind: 'reminder', at, data: { expiresAt: effect.expiresAt } });
        this.message('reminder', at, { code: code.id, expiresAt: effect.expiresAt });
        break;
      case 'successor': {
        const { freshCodeId } = this.facts;
        this.successor = { id: freshCodeId, state: effect.state };
        this.successorId = freshCodeId;
        this.message('replaced', at, { code: code.id, successor: freshCodeId });
        break;
      }
      case 'refresh':
        this.refresh = { formerUntil: effect.formerUntil };
        this.record({ kind: 'refresh', at, data: { formerUntil: effect.formerUntil } });
        this.message('refreshed', at, { code: code.id });
        break;
    }
  }

  private isGone(key: string): boolean {
    return hasEnded(key, this.facts.campaign.countersGoneUntil);
  }

  private counter(key: string): Counter {
    const counter = this.counters.get(key);
    assert(counter !== undefined, `counter ${key} was not locked`);
    return counter;
  }
}

function whoAndWhy(byHand: ByHand | undefined): { by?: string; reason?: string } {
  return byHand === undefined ? {} : { by: byHand.actor, reason: byHand.reason };
}

function withSanction(facts: PartyFacts, { until, number, rules }: SanctionRow): PartyFacts {
  const { earnedBy, isBanned, frozenUntil } = facts;
  const kept = {
    ...facts,
    earnedBy: [...new Set([...earnedBy, ...rules])].sort(),
    sanctions: number,
  };
  if (isBanned || until === null) return { ...kept, isBanned: true };
  return {
    ...kept,
    frozenUntil: frozenUntil === null || until > frozenUntil ? until : frozenUntil,
  };
}
