import type { Command } from '../domain/code/command.ts';
import type { Deadline } from '../domain/code/deadline.ts';
import type { CodeStatus } from '../domain/code/state.ts';
import type { Snapshot } from '../domain/commit/commit.ts';
import type { Instant } from '../domain/time.ts';
import { table } from './table.ts';

const statusWords: Readonly<Record<CodeStatus, string>> = {
  dormant: 'dormant: not used yet',
  pending: 'pending: its wording must be revised',
  active: 'active',
  frozen: 'frozen',
  expired: 'expired: takes no redemptions; what was earned is still settled',
  archived: 'archived: takes no redemptions; what was earned is still settled',
  converted: 'converted: became an ordinary member code',
  replaced: 'replaced: its successor answers',
  revoked: 'revoked by operations',
  banned: 'banned by operations',
  settled: 'settled: nothing is left to do',
};

/** What the timer that is being set waits for: `expires 2026-12-01 10:00 UTC`. */
export function timerSummary(deadline: Deadline, snapshot: Snapshot): string {
  return `${awaited(deadline, snapshot)} ${inUtc(deadline.at)}`;
}

/** What a commit is about: `redeem × 3`. */
export function commandsSummary(commands: readonly Command[]): string {
  const kind = commands[0]?.kind ?? 'nothing';
  return commands.length === 1 ? kind : `${kind} × ${commands.length}`;
}

/** The code as a short table, in Markdown. */
export function currentDetails(snapshot: Snapshot, timeZone: string | undefined): string {
  const { deadline, expiresAt, settleAt, successor, granted, reviewsOpen } = snapshot;
  const show = (at: Instant): string => inBothClocks(at, timeZone);
  return table([
    ['status', statusWords[snapshot.status]],
    ['generation', String(snapshot.generation)],
    ['expires', expiresAt === null ? 'never' : show(expiresAt)],
    ['next', deadline && `${awaited(deadline, snapshot)} ${show(deadline.at)}`],
    ['settled for good', settleAt && `not before ${show(settleAt)}`],
    ['shares', String(snapshot.shares)],
    ['redemptions', String(snapshot.redemptions)],
    ['uses taken', String(snapshot.uses)],
    ['reviews open', reviewsOpen === 0 ? null : String(reviewsOpen)],
    ['granted', granted.length === 0 ? 'nothing yet' : granted.join(', ')],
    ['successor', successor],
    ['revision', String(snapshot.revision)],
  ]);
}

/** What a settled code came to. */
export function resultSummary(snapshot: Snapshot): string {
  const granted = snapshot.granted.length === 0 ? 'nothing' : snapshot.granted.join(', ');
  return `settled after ${counted(snapshot.shares, 'share')} and ${counted(snapshot.redemptions, 'redemption')}; granted ${granted}`;
}

function awaited(deadline: Deadline, snapshot: Snapshot): string {
  switch (deadline.kind) {
    case 'reminder':
      return 'reminder';
    case 'expiry':
      return 'expires';
    case 'refresh':
      return 'gets a new value';
    case 'thaw':
      return 'thaws';
    case 'settled':
      return 'settled for good';
    case 'row':
      return rowAwaited(snapshot);
  }
}

/** Uses that are neither redeemed nor under review are reservations. */
function rowAwaited({ uses, redemptions, reviewsOpen }: Snapshot): string {
  const also = [
    ...(uses > redemptions + reviewsOpen ? ['reservation runs out'] : []),
    ...(reviewsOpen > 0 ? ['review is due'] : []),
  ];
  return also.length > 0 ? [...also, 'reward falls due'].join(' or ') : 'reward falls due';
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

function inBothClocks(at: Instant, timeZone: string | undefined): string {
  const utc = new Date(at).toISOString();
  return timeZone === undefined || timeZone === 'UTC'
    ? utc
    : `${utc} (${wallClock(at, timeZone)} ${timeZone})`;
}

function inUtc(at: Instant): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

function wallClock(at: Instant, timeZone: string): string {
  // Swedish writes dates as ISO 8601 does.
  const style = { dateStyle: 'short', timeStyle: 'short', timeZone } as const;
  return new Intl.DateTimeFormat('sv-SE', style).format(at);
}
