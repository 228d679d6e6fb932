import { startOfDay } from '../domain/calendar.ts';
import type { Command } from '../domain/code/command.ts';
import { isTouchable } from '../domain/code/state.ts';
import type { Counter, Facts, SourceFacts } from '../domain/commit/facts.ts';
import type {
  CodeRow,
  OperationRow,
  RedemptionRow,
  ReviewRow,
  RewardRow,
} from '../domain/commit/rows.ts';
import type { CodeId, OpId, RewardId, RowId, SourceId, SubjectId } from '../domain/ids.ts';
import { plus, type Instant } from '../domain/time.ts';
import type { CounterNeed } from '../rules/counters.ts';
import { reservationDeadline, reviewDeadline, rewardDeadline, type Waiting } from './code-rows.ts';
import type { MemoryStore } from './memory-store.ts';

/** A batch on one code at one time. */
export interface Batch {
  readonly code: CodeRow;
  readonly commands: readonly Command[];
  readonly now: Instant;
  readonly freshCodeId: CodeId;
}

/** The facts of a batch, as `store/commit` gathers them from tables. */
export function gatherFacts(store: MemoryStore, batch: Batch): Facts {
  const { code, commands, now } = batch;
  const campaign = store.campaign(code.campaign);
  const { terms, policy, status, startsAt, endsAt } = campaign;
  const own = ownRows(store, batch);
  const redemptions = new Map(own.redemptions);
  for (const command of commands) {
    if ('invitee' in command) {
      for (const row of redemptionsOf(store, code, command.invitee)) redemptions.set(row.id, row);
    }
  }
  for (const review of own.reviews.values()) {
    const row = store.redemptions.get(review.redemption);
    if (row) redemptions.set(row.id, row);
  }
  const isUsed = commands.some(({ kind }) => kind === 'redeem' || kind === 'reserve');
  const today = isUsed ? startOfDay(now, terms.period.timeZone) : now;
  return {
    now,
    terms,
    policy,
    campaign: { status, startsAt, endsAt },
    code,
    operations: answersTo(store, batch),
    redemptions,
    reviews: own.reviews,
    rewards: own.rewards,
    touches: touchesOf(store, batch),
    laterRowDeadline: own.later,
    inviterInvitationsToday: isUsed
      ? store.invitations(code.campaign).since(code.holder, today)
      : 0,
    inviterVerifiedToday: (store.passedAt.get(code.holder) ?? -Infinity) >= today,
    sources: sourcesOf(store, batch),
    freshCodeId: batch.freshCodeId,
  };
}

function answersTo(store: MemoryStore, { code, commands }: Batch): Facts['operations'] {
  const stored = store.rows(code.id)?.operations;
  if (stored === undefined || stored.size === 0) return noRows;
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

/** The code's rows that are overdue or that a command names, and the earliest deadline after. */
function ownRows(store: MemoryStore, { code, commands, now }: Batch): OwnRows {
  const own = store.rows(code.id);
  if (own === undefined) {
    return { redemptions: noRows, reviews: noRows, rewards: noRows, later: null };
  }
  const { rows, later } = own.overdue(now, (row) => isWaiting(store, row));
  const wanted = new Set<string>(rows.map(({ id }) => id));
  for (const command of commands) {
    const named = idNamed(command);
    if (named !== null) wanted.add(named);
  }
  const revoking = commands.some(({ kind }) => kind === 'revoke');
  return {
    redemptions: pick(wanted, store.redemptions, code.id),
    reviews: pick(wanted, store.reviews, code.id),
    rewards: revoking
      ? new Map(own.rewards.flatMap((id) => heldOrWanted(store.rewards.get(id), wanted)))
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

function heldOrWanted(
  row: RewardRow | undefined,
  wanted: ReadonlySet<string>,
): readonly (readonly [RewardId, RewardRow])[] {
  return row !== undefined && (row.state === 'held' || wanted.has(row.id)) ? [[row.id, row]] : [];
}

function pick<Id extends string, Row extends { readonly id: Id; readonly code: CodeId }>(
  wanted: ReadonlySet<string>,
  rows: ReadonlyMap<Id, Row>,
  code: CodeId,
): ReadonlyMap<Id, Row> {
  if (wanted.size === 0) return noRows;
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

function redemptionsOf(store: MemoryStore, code: CodeRow, invitee: SubjectId): RedemptionRow[] {
  const ids = store.redemptionsOf.get(`${code.campaign}/${invitee}`);
  return ids === undefined ? [] : ids.flatMap((id) => store.redemptions.get(id) ?? []);
}

function touchesOf(store: MemoryStore, { code, commands, now }: Batch): Facts['touches'] {
  const { attribution } = store.campaign(code.campaign).terms;
  const since = plus(now, -attribution.windowMs);
  const touches = new Map<SubjectId, { code: CodeId; at: Instant }>();
  for (const command of commands) {
    if (command.kind !== 'redeem' && command.kind !== 'reserve') continue;
    const clicks = store.clicks.get(`${code.campaign}/${command.invitee}`);
    if (clicks === undefined) continue;
    const inWindow = clicks.filter(({ at, code: id, lineage }) => {
      const status = store.codes.get(id)?.state.status ?? 'settled';
      const counts = lineage === code.lineage || isTouchable(status);
      return counts && at > since && at <= now;
    });
    const touch = attribution.touch === 'first' ? inWindow[0] : inWindow.at(-1);
    if (touch === undefined) continue;
    // A click on an earlier code of this line was a click on this one.
    const here = touch.lineage === code.lineage;
    touches.set(command.invitee, { code: here ? code.id : touch.code, at: touch.at });
  }
  return touches;
}

function sourcesOf(store: MemoryStore, { commands, now }: Batch): Map<SourceId, SourceFacts> {
  const sources = new Map<SourceId, SourceFacts>();
  for (const command of commands) {
    if (!('source' in command)) continue;
    const freeze = store.freezes.get(command.source);
    sources.set(command.source, {
      requestsLastHour: store.requests.lastHour(command.source, now),
      frozenUntil: freeze?.until ?? null,
      timesFrozen: freeze?.times ?? 0,
    });
  }
  return sources;
}
