import { startOfDay } from '../domain/calendar.ts';
import type { Command } from '../domain/code/command.ts';
import { isTouchable } from '../domain/code/state.ts';
import type { Counter, Facts, SourceFacts } from '../domain/commit/facts.ts';
import {
  isLive,
  type CodeRow,
  type OperationRow,
  type RedemptionRow,
  type ReviewRow,
  type RewardRow,
} from '../domain/commit/rows.ts';
import type { CodeId, OpId, RewardId, RowId, SourceId, SubjectId } from '../domain/ids.ts';
import { earliest, plus, type Instant } from '../domain/time.ts';
import type { CounterNeed } from '../rules/counters.ts';
import { isTimedByCode } from '../rules/decide/grant.ts';
import type { MemoryStore } from './memory-store.ts';

const hourMs = 3_600_000;

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
  const operations = new Map<OpId, Pick<OperationRow, 'bodyHash' | 'outcome'>>();
  const stored = store.rows(code.id).operations;
  for (const { opId } of commands) {
    const row = stored.get(opId);
    if (row) operations.set(opId, row);
  }
  const isUsed = commands.some(({ kind }) => kind === 'redeem' || kind === 'reserve');
  const today = isUsed ? startOfDay(now, terms.period.timeZone) : now;
  return {
    now,
    terms,
    policy,
    campaign: { status, startsAt, endsAt },
    code,
    operations,
    redemptions,
    reviews: own.reviews,
    rewards: own.rewards,
    touches: touchesOf(store, batch),
    laterRowDeadline: own.later,
    inviterInvitationsToday: invitationsSince(store, code, today),
    inviterVerifiedToday: store.verifications.some(
      (row) => row.subject === code.holder && row.result === 'passed' && row.at >= today,
    ),
    sources: sourcesOf(store, batch),
    freshCodeId: batch.freshCodeId,
  };
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

/** The code's rows that are overdue or that a command names, and the earliest deadline after. */
function ownRows(store: MemoryStore, { code, commands, now }: Batch): OwnRows {
  const ids = store.rows(code.id);
  const named = new Set<string>(commands.flatMap(idsNamed));
  const revoking = commands.some(({ kind }) => kind === 'revoke');
  const wanted = (row: { readonly id: string }, deadline: Instant | null): boolean =>
    named.has(row.id) || (deadline !== null && deadline <= now);
  const rewards = pick(ids.rewards, store.rewards);
  const redemptions = pick(ids.redemptions, store.redemptions);
  const reviews = pick(ids.reviews, store.reviews);
  const deadlines = [
    ...rewards.map(rewardDeadline),
    ...redemptions.map(reservationDeadline),
    ...reviews.map(reviewDeadline),
  ];
  return {
    rewards: byId(
      rewards.filter(
        (row) => wanted(row, rewardDeadline(row)) || (revoking && row.state === 'held'),
      ),
    ),
    redemptions: byId(redemptions.filter((row) => wanted(row, reservationDeadline(row)))),
    reviews: byId(reviews.filter((row) => wanted(row, reviewDeadline(row)))),
    later: earliest(...deadlines.filter((at) => at !== null && at > now)),
  };
}

function rewardDeadline({ state, timing, dueAt }: RewardRow): Instant | null {
  return state === 'held' && isTimedByCode(timing) ? dueAt : null;
}

function reservationDeadline({ state, reservedUntil }: RedemptionRow): Instant | null {
  return state === 'reserved' ? reservedUntil : null;
}

function reviewDeadline({ state, dueAt }: ReviewRow): Instant | null {
  return state === 'open' ? dueAt : null;
}

function pick<Id, Row>(ids: ReadonlySet<Id>, rows: ReadonlyMap<Id, Row>): readonly Row[] {
  return [...ids].flatMap((id) => rows.get(id) ?? []);
}

function byId<Id, Row extends { readonly id: Id }>(rows: readonly Row[]): ReadonlyMap<Id, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}

function idsNamed(command: Command): readonly string[] {
  if ('redemption' in command) return [command.redemption];
  if ('review' in command) return [command.review];
  if ('reward' in command) return [command.reward];
  return [];
}

function redemptionsOf(store: MemoryStore, code: CodeRow, invitee: SubjectId): RedemptionRow[] {
  const ids = store.redemptionsOf.get(`${code.campaign}/${invitee}`) ?? new Set<RowId>();
  return [...ids].flatMap((id) => store.redemptions.get(id) ?? []);
}

function invitationsSince(store: MemoryStore, code: CodeRow, since: Instant): number {
  const invitees = new Set<SubjectId>();
  for (const row of store.redemptions.values()) {
    const here = store.code(row.code).campaign === code.campaign;
    if (here && row.inviter === code.holder && row.at >= since && isLive(row)) {
      invitees.add(row.invitee);
    }
  }
  return invitees.size;
}

function touchesOf(store: MemoryStore, { code, commands, now }: Batch): Facts['touches'] {
  const { attribution } = store.campaign(code.campaign).terms;
  const since = plus(now, -attribution.windowMs);
  const touches = new Map<SubjectId, { code: CodeId; at: Instant }>();
  for (const command of commands) {
    if (command.kind !== 'redeem' && command.kind !== 'reserve') continue;
    const clicks = store.clicks.get(`${code.campaign}/${command.invitee}`) ?? [];
    const inWindow = clicks.filter(({ at, code: id }) => {
      const clicked = store.code(id);
      const counts = clicked.lineage === code.lineage || isTouchable(clicked.state.status);
      return counts && at > since && at <= now;
    });
    const touch = attribution.touch === 'first' ? inWindow[0] : inWindow.at(-1);
    if (touch === undefined) continue;
    // A click on an earlier code of this line was a click on this one.
    const here = store.code(touch.code).lineage === code.lineage;
    touches.set(command.invitee, here ? { ...touch, code: code.id } : touch);
  }
  return touches;
}

function sourcesOf(store: MemoryStore, { commands, now }: Batch): Map<SourceId, SourceFacts> {
  const sources = new Map<SourceId, SourceFacts>();
  for (const command of commands) {
    if (!('source' in command)) continue;
    const freeze = store.freezes.get(command.source);
    const requests = store.requests.get(command.source) ?? [];
    sources.set(command.source, {
      requestsLastHour: requests.filter((at) => at > now - hourMs && at <= now).length,
      frozenUntil: freeze?.until ?? null,
      timesFrozen: freeze?.times ?? 0,
    });
  }
  return sources;
}
