import type pg from 'pg';
import { v7 as uuid } from 'uuid';

import type { Command, CommandKind } from '../domain/code/command.ts';
import { parseCommand, refuseMalformed } from '../domain/code/parse-command.ts';
import type { Rejection } from '../domain/code/rejection.ts';
import { codeOfRow } from '../domain/ids.ts';
import type { Screens } from '../store/content/screens.ts';
import type { Notifier } from '../activities/providers/notifier.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import type { Books } from './books.ts';
import type { Call, OnCode } from './calls.ts';
import { findCode, type Finder, type FoundCode, type LookupOptions } from './find-code.ts';
import { isClaimed } from './failing.ts';
import { follow } from './follow.ts';
import type { Lanes, Pass } from './lanes.ts';
import { patiently } from './patience.ts';
import type { Places } from './places/open-places.ts';
import { withReceipt, type Receipted, type Receipts } from './receipts/receipts.ts';
import type { Person } from './subject.ts';

/** How long a call takes at most unless it says otherwise: room for a second attempt. */
const defaultDeadlineMs = 30_000;

/** What all of a client's calls stand on. */
export interface Desk {
  readonly pool: pg.Pool;
  readonly keys: KeyRing;
  readonly places: Places;
  readonly finder: Finder;
  readonly books: Books;
  readonly lanes: Lanes;
  readonly receipts: Receipts;
  readonly screens: Screens;
  /** Null for a client that sends no passwords. */
  readonly notifier: Notifier | null;
  readonly deadlineMs: number | undefined;
}

/** One command, yet without the code's own facts. */
export interface Operation {
  readonly kind: CommandKind;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** When a call has to be answered, and whose it is. */
export function passOf(desk: Desk, call: Call): Pass {
  const deadlineMs = call.deadlineMs ?? desk.deadlineMs ?? defaultDeadlineMs;
  return { deadline: Date.now() + deadlineMs, caller: call.caller ?? '' };
}

/**
 * Finds the code and has it carry out the operation, or the code that answers in its place.
 * Whatever is malformed is `INVALID_COMMAND` before anything is looked up. `asFound` completes the command by
 * what the code's campaign says.
 */
export async function operate(
  desk: Desk,
  call: OnCode,
  operation: Operation,
  asFound?: (found: FoundCode, command: Command) => Promise<Command>,
): Promise<Receipted> {
  const pass = passOf(desk, call);
  const opId = call.opId ?? uuid();
  const command = commandOf(operation, opId);
  if (command === undefined) return refuseOperation(operation, opId);
  const found = await patiently(pass.deadline, () =>
    findCode(desk.finder, lookupOf(call, command)),
  );
  if ('ok' in found) return found;
  if (asFound === undefined) return send(desk, { found, pass, command });
  const completed = await patiently(pass.deadline, () => asFound(found, command));
  return send(desk, { found, pass, command: completed });
}

/** Uses are judged by the commit that follows, with all that is known of who asks. */
export function lookupOf(
  { code, ip, campaign, again, invitee }: OnCode & { readonly invitee?: Person },
  command: Command,
): LookupOptions {
  const on = { code, ip, campaign, again };
  return command.kind === 'redeem' || command.kind === 'reserve'
    ? {
        ...{ ...on, device: command.device, person: command.invitee },
        ...{ isClaimed: isClaimed(invitee), judgedByCommit: true },
      }
    : { ...on, judgedByCommit: false };
}

/** As `operate`, for a code that is known by something of its own: `<codeId>.<number>`. */
export async function operateOnRow(
  desk: Desk,
  call: Call & { readonly row: string },
  operation: Operation & { readonly unknown: Rejection },
): Promise<Receipted> {
  const code = { codeId: codeOfRow(call.row) };
  const outcome = await operate(desk, { ...call, code }, operation);
  return !outcome.ok && outcome.code === 'CODE_UNKNOWN' ? operation.unknown : outcome;
}

/** A command in its form, or undefined; fields without a value are left out. */
export function commandOf({ kind, fields }: Operation, opId: string): Command | undefined {
  return parseCommand(present({ ...fields, kind, opId }));
}

/** Why an operation is no command: which of its fields is not of its form. */
export function refuseOperation({ kind, fields }: Operation, opId: string): Rejection {
  return refuseMalformed(present({ ...fields, kind, opId }));
}

function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/**
 * Has a code that was found carry out a command, or the code that answers in its place. An answer
 * about a redemption comes with its receipt.
 */
export async function send(
  desk: Desk,
  sending: {
    readonly found: Pick<FoundCode, 'row'>;
    readonly pass: Pass;
    readonly command: Command;
  },
): Promise<Receipted> {
  const { found, pass, command } = sending;
  let code = found.row.id;
  const outcome = await follow(
    found.row,
    (next) => patiently(pass.deadline, () => desk.books.row(next)),
    (row) => {
      code = row.id;
      return desk.lanes.send(row, command, pass);
    },
  );
  return withReceipt(desk.receipts, outcome, { code, command, deadline: pass.deadline });
}
