import { startOfDay } from '../domain/calendar.ts';
import type { Command } from '../domain/code/command.ts';
import { isOpen } from '../domain/code/state.ts';
import type { Counter, Facts, SourceFacts } from '../domain/commit/facts.ts';
import {
  isLive,
  type CodeRow,
  type OperationRow,
  type RedemptionRow,
  type ReviewRow,
  type RewardRow,
} from '../domain/commit/rows.ts';
import { mayOpenOne } from '../domain/commit/room.ts';
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
    inviterChecksToday: checksSince(store, code, today),
    payoutsRefused: new Set(),
    holderHasRoom:
      !mayOpenOne(code, terms, commands, now) || othersOpen(store, code) < terms.code.perPerson,
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

function checksSince(store: MemoryStore, { holder }: CodeRow, since: Instant): readonly string[] {
  const latest = new Map<string, boolean>();
  for (const { subject, check, result, at } of store.verifications) {
    if (subject === holder && at >= since) latest.set(check, result === 'passed');
  }
  return [...latest].flatMap(([check, passed]) => (passed ? [check] : [])).sort();
}

function othersOpen(store: MemoryStore, { id, campaign, holder }: CodeRow): number {
  const others = [...store.codes.values()].filter(
    (row) => row.campaign === campaign && row.holder === holder && row.id !== id,
  );
  return others.filter(({ state }) => isOpen(state.status)).length;
}

/** The code of a line that still takes redemptions, if there is one. */
function heirOf(store: MemoryStore, line: CodeRow, usesMax: number | null): CodeRow | undefined {
  for (let row: CodeRow | undefined = line; row !== undefined;) {
    if (isOpen(row.state.status)) {
      return usesMax === null || row.state.uses < usesMax ? row : undefined;
    }
    row = row.successor === null ? undefined : store.code(row.successor);
  }
  return undefined;
}

function touchesOf(store: MemoryStore, { code, commands, now }: Batch): Facts['touches'] {
  const { attribution, redemption } = store.campaign(code.campaign).terms;
  const touches = new Map<SubjectId, { code: CodeId; at: Instant }>();
  if (attribution.touch === 'last') return touches;
  const since = plus(now, -attribution.windowMs);
  for (const command of commands) {
    if (command.kind !== 'redeem' && command.kind !== 'reserve') continue;
    const clicks = store.clicks.get(`${code.campaign}/${command.invitee}`) ?? [];
    for (const { at, code: id } of clicks) {
      const clicked = store.code(id);
      if (at <= since || at > now || clicked.holder === command.invitee) continue;
      // A click on an earlier code of this line was a click on this one.
      const here = clicked.lineage === code.lineage;
      const heir = here ? code : heirOf(store, clicked, redemption.usesMax);
      if (heir === undefined) continue;
      touches.set(command.invitee, { code: heir.id, at });
      break;
    }
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
