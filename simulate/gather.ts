import { startOfDay } from '../domain/calendar.ts';
import { isUse, type Command } from '../domain/code/command.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import { isOpen } from '../domain/code/state.ts';
import type { Counter, Facts } from '../domain/commit/facts.ts';
import type {
  CodeRow,
  OperationRow,
  RedemptionRow,
  ReviewRow,
  RewardRow,
} from '../domain/commit/rows.ts';
import { mayOpenOne } from '../domain/commit/room.ts';
import type { CodeId, OpId, RewardId, RowId, SubjectId } from '../domain/ids.ts';
import { readsOf } from '../domain/policy/reads.ts';
import { plus, type Instant } from '../domain/time.ts';
import type { CounterNeed } from '../rules/counters.ts';
import { borderOf } from './border.ts';
import { askersOf } from './gather-askers.ts';
import { nothingOwed, stoppableOf, unsentOf } from './payouts-of.ts';
import { proofsOf } from './proofs.ts';
import { statedPhonesOf } from './stated-phones.ts';
import { rewardsAsked, stepsStanding } from './rewards-asked.ts';
import { standingsOf } from './relations.ts';
import { rivalsOf } from './rivals.ts';
import { uplinesOf } from './uplines.ts';
import {
  reservationDeadline,
  reviewDeadline,
  rewardDeadline,
  type CodeRows,
  type Waiting,
} from './code-rows.ts';
import type { Click, MemoryStore } from './memory-store.ts';

const nothingSaid: Facts['said'] = {};
const noChecks: Facts['inviterChecksToday'] = [];

/** A batch on one code at one time. */
export interface Batch {
  readonly code: CodeRow;
  /** The code's own; null where it never had one. */
  readonly rows: CodeRows | null;
  readonly commands: readonly Command[];
  readonly now: Instant;
  readonly freshCodeId: CodeId;
}

/** The facts of a batch, as `store/commit` gathers them from tables. */
export function gatherFacts(store: MemoryStore, batch: Batch): Facts {
  const { code, commands, now } = batch;
  const campaign = store.campaignOf(code);
  const { terms, policy, status, startsAt, endsAt } = campaign;
  const own = ownRows(store, batch);
  const redemptions = redemptionsIn(store, batch, own);
  const isUsed = commands.some(isUse);
  const askers = askersOf(store, batch);
  // Only a rule of the policy would read what is of today.
  const isJudged = isUsed && policy.rules.length > 0;
  const today = isJudged ? startOfDay(now, terms.period.timeZone) : now;
  return {
    now,
    terms,
    policy,
    shadow: null,
    campaign: { status, startsAt, endsAt, countersGoneUntil: store.stretches.goneUntil },
    code,
    operations: answersTo(batch),
    redemptions,
    reviews: own.reviews,
    rewards: own.rewards,
    touches: touchesOf(store, terms, batch),
    laterRowDeadline: own.later,
    inviterInvitationsToday: isJudged ? store.invitations.since(code, today) : 0,
    inviterChecksToday: isJudged ? checksSince(store, code, today) : noChecks,
    rivals: rivalsOf(store, terms, { commands, redemptions }),
    parties: askers.parties,
    ties: askers.ties,
    clicks: askers.clicks,
    inviterBound: askers.inviterBound,
    inviterCertificates: askers.inviterCertificates,
    inviterSuspension: askers.inviterSuspension,
    uplines: uplinesOf(store, code, { terms, cycle: isUsed && readsOf(policy).cycle }),
    standings: standingsOf(store, terms, batch),
    payoutsStoppable: stoppableOf(store, own.rewards),
    payoutsUnsent: unsentOf(store, own.rewards),
    owedOf: nothingOwed,
    debts: store.debts.of(code.campaign),
    stepsStanding: stepsStanding(store, batch),
    holderHasRoom:
      !mayOpenOne(code, terms, commands, now) || othersOpen(store, code) < terms.code.perPerson,
    packets: store.draws.of(terms),
    proofs: proofsOf(store.entered.passwords, terms, { commands, now }),
    streams: store.streams.facts(code, { terms, commands, now }),
    border: borderOf(store, terms, commands),
    statedPhones: statedPhonesOf(terms, commands),
    said: nothingSaid,
    freshCodeId: batch.freshCodeId,
  };
}

function answersTo({ rows, commands }: Batch): Facts['operations'] {
  if (rows === null || rows.operations.size === 0) return noRows;
  const stored = rows.operations;
  const answers = new Map<OpId, Pick<OperationRow, 'bodyHash' | 'outcome'>>();
  for (const { opId } of commands) {
    const row = stored.get(opId);
    if (row) answers.set(opId, row);
  }
  return answers;
}

/** The counters of a campaign that a batch asks for. A cap's maximum is the terms'; a budget's is kept. */
export function readCounters(
  store: MemoryStore,
  code: CodeRow,
  needs: readonly CounterNeed[],
): ReadonlyMap<string, Counter> {
  if (needs.length === 0) return noRows;
  return new Map(
    needs.map(({ key, max }) => {
      const kept = store.counters.get(`${code.campaign}/${key}`);
      return [key, { used: kept?.used ?? 0, max: kept?.max ?? max }];
    }),
  );
}

interface OwnRows {
  readonly redemptions: ReadonlyMap<RowId, RedemptionRow>;
  readonly reviews: ReadonlyMap<RowId, ReviewRow>;
  readonly rewards: ReadonlyMap<RewardId, RewardRow>;
  readonly later: Instant | null;
}

const noRows = new Map<never, never>();

/** Commands that ask for rewards which they do not name. */
const widely: ReadonlySet<Command['kind']> = new Set(['revoke', 'reverse', 'cancel', 'reopen']);

/** The code's rows that are overdue or that a command names, and the earliest deadline after. */
function ownRows(store: MemoryStore, { code, rows: own, commands, now }: Batch): OwnRows {
  if (own === null) {
    return { redemptions: noRows, reviews: noRows, rewards: noRows, later: null };
  }
  const { rows, later } = own.overdue(now, (row) => isWaiting(store, row));
  const wanted: string[] = rows.map(({ id }) => id);
  for (const command of commands) {
    const named = idNamed(command);
    if (named !== null) wanted.push(named);
  }
  const isWide = commands.some(({ kind }) => widely.has(kind));
  return {
    redemptions: pick(wanted, store.redemptions, code.id),
    reviews: pick(wanted, store.reviews, code.id),
    rewards: isWide
      ? rewardsAsked(store, own, { commands, wanted })
      : pick(wanted, store.rewards, code.id),
    later,
  };
}

function isWaiting(store: MemoryStore, row: Waiting): boolean {
  switch (row.kind) {
    case 'reward':
      return deadlineIn(store.rewards, row.id, rewardDeadline) === row.at;
    case 'redemption':
      return deadlineIn(store.redemptions, row.id, reservationDeadline) === row.at;
    case 'review':
      return deadlineIn(store.reviews, row.id, reviewDeadline) === row.at;
  }
}

function deadlineIn<Id, Row>(
  rows: ReadonlyMap<Id, Row>,
  id: Id,
  deadline: (row: Row) => Instant | null,
): Instant | null {
  const row = rows.get(id);
  return row === undefined ? null : deadline(row);
}

function pick<Id extends string, Row extends { readonly id: Id; readonly code: CodeId }>(
  wanted: readonly string[],
  rows: ReadonlyMap<Id, Row>,
  code: CodeId,
): ReadonlyMap<Id, Row> {
  if (wanted.length === 0) return noRows;
  const found = new Map<Id, Row>();
  for (const id of wanted) {
    const row = rows.get(id as Id);
    if (row?.code === code) found.set(row.id, row);
  }
  return found;
}

function idNamed(command: Command): string | null {
  if ('redemption' in command) return command.redemption;
  if ('review' in command) return command.review;
  return 'reward' in command ? command.reward : null;
}

/** The code's own rows, those of the people whom a command names, and those that are in review. */
function redemptionsIn(
  store: MemoryStore,
  { code, commands }: Batch,
  own: OwnRows,
): Facts['redemptions'] {
  const ids: RowId[] = [];
  for (const command of commands) {
    const invitee = inviteeOf(store, command);
    if (invitee !== undefined) ids.push(...store.redemptionsOf.of(code.campaign, invitee));
  }
  for (const { redemption } of own.reviews.values()) ids.push(redemption);
  if (ids.length === 0) return own.redemptions;
  const found = new Map(own.redemptions);
  for (const id of ids) {
    const row = store.redemptions.get(id);
    if (row) found.set(id, row);
  }
  return found;
}

/** Whom a command is about; whoever is to have their redemption back may have another one by now. */
function inviteeOf(store: MemoryStore, command: Command): SubjectId | undefined {
  if ('invitee' in command) return command.invitee;
  if (command.kind === 'verify') return command.subject;
  return command.kind === 'reopen' ? store.redemptions.get(command.redemption)?.invitee : undefined;
}

function checksSince(store: MemoryStore, { holder }: CodeRow, since: Instant): readonly string[] {
  const latest = store.checks.get(holder);
  if (latest === undefined) return [];
  return [...latest]
    .flatMap(([check, { passed, at }]) => (passed && at >= since ? [check] : []))
    .sort();
}

function othersOpen(store: MemoryStore, { id, campaign, holder }: CodeRow): number {
  const unsettled = store.unsettledOf.of(campaign, holder);
  return unsettled.filter((one) => one !== id && isOpen(store.code(one).state.status)).length;
}

/** The code of a line that still takes redemptions, if there is one. */
function heirOf(store: MemoryStore, click: Click, usesMax: number | null): CodeRow | undefined {
  // A code that is forgotten has settled: its heirs are those of its line that have not.
  const known = store.codes.get(click.code);
  const [oldest] = known ? [known.id] : (store.lineages.get(click.lineage)?.unsettled ?? []);
  for (let id = oldest ?? null; id !== null;) {
    const row = store.code(id);
    if (isOpen(row.state.status)) {
      return usesMax === null || row.state.uses < usesMax ? row : undefined;
    }
    id = row.successor;
  }
  return undefined;
}

interface Touch {
  readonly code: CodeId;
  readonly at: Instant;
}

function touchesOf(store: MemoryStore, { attribution }: Terms, batch: Batch): Facts['touches'] {
  const { commands, now } = batch;
  if (attribution.touch === 'last') return noRows;
  const touches: [SubjectId, Touch][] = [];
  const since = plus(now, -attribution.windowMs);
  for (const command of commands) {
    if (command.kind !== 'redeem' && command.kind !== 'reserve') continue;
    const touch = touchOf(store, batch, { invitee: command.invitee, since });
    if (touch !== undefined) touches.push([command.invitee, touch]);
  }
  return touches.length === 0 ? noRows : new Map(touches);
}

function touchOf(
  store: MemoryStore,
  { code, now }: Batch,
  { invitee, since }: { readonly invitee: SubjectId; readonly since: Instant },
): Touch | undefined {
  const { usesMax } = store.campaignOf(code).terms.redemption;
  for (const click of store.clicks.of(code.campaign, invitee)) {
    if (click.at <= since || click.at > now || click.holder === invitee) continue;
    // A click on an earlier code of this line was a click on this one.
    const here = click.lineage === code.lineage;
    const heir = here ? code : heirOf(store, click, usesMax);
    if (heir !== undefined) return { code: heir.id, at: click.at };
  }
  return undefined;
}
