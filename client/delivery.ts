import { setTimeout as sleep } from 'node:timers/promises';

import { v7 as uuid } from 'uuid';

import { assert } from '../domain/assert.ts';
import type { Command } from '../domain/code/command.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import type { OpId } from '../domain/ids.ts';
import type { Waiting } from './backlog.ts';
import { UsherError } from './usher-error.ts';

/** How long one attempt may take before the same operations are sent again. */
const attemptMs = 15_000;
const backOffMs = { first: 50, most: 2_000 };

/** One attempt at an update: commands of one kind for one code. */
export interface Attempt {
  readonly commands: readonly [Command, ...Command[]];
  /** The same for a repeated attempt with the same commands. */
  readonly updateId: string;
  /** When it is given up; epoch milliseconds. */
  readonly deadline: number;
}

/** What a delivery stands on: the code's workflow, and the table of operations. */
export interface DeliveryPort {
  /** One outcome a command, in order. Throws an `AttemptError` when it brought no answer. */
  send(attempt: Attempt): Promise<readonly Outcome[]>;
  /** The outcomes that are stored already. */
  ask(commands: readonly Command[]): Promise<ReadonlyMap<OpId, Outcome>>;
}

/** An attempt that brought no outcomes. What it asked for may have been done all the same. */
export class AttemptError extends Error {
  override readonly name = 'AttemptError';
  /** `lost`: the same update may be asked for again; `failed`: it ended; `refused`: for good. */
  readonly end: 'lost' | 'failed' | 'refused';

  constructor(end: AttemptError['end'], cause: unknown) {
    super(`the update was ${end}`, { cause });
    this.end = end;
  }
}

/**
 * Sends a batch, and the same operations again after an attempt without an answer, until every
 * item is answered or its deadline is over. No item is reported as unknown before the table of
 * operations was asked for it. Resolves when nothing of the batch is in flight any more.
 */
export async function deliver(port: DeliveryPort, batch: readonly Waiting[]): Promise<void> {
  const open = new Set(batch);
  let cause: unknown;
  const watch = watchDeadlines(open, () => giveUpOverdue(port, open, cause));
  let updateId = uuid();
  for (let attempt = 0; open.size > 0; attempt += 1) {
    const items = [...open];
    try {
      answer(open, items, await port.send(attemptFor(items, updateId)));
    } catch (error) {
      cause = error;
      if (error instanceof AttemptError && error.end === 'refused') refuse(open, error);
      await answerStored(port, open).catch(() => undefined);
      if (!keepsUpdate(error, open.size === items.length)) updateId = uuid();
      if (open.size > 0) await sleep(pause(attempt, open));
    }
  }
  watch.stop();
}

function attemptFor(items: readonly Waiting[], updateId: string): Attempt {
  const [first, ...rest] = items.map(({ command }) => command);
  assert(first !== undefined, 'a batch has at least one command');
  const deadline = Math.min(Date.now() + attemptMs, latest(items));
  return { commands: [first, ...rest], updateId, deadline };
}

/** An update that only got lost is asked for again; one that ended, or has other items, is not. */
function keepsUpdate(error: unknown, sameItems: boolean): boolean {
  return sameItems && error instanceof AttemptError && error.end === 'lost';
}

function answer(open: Set<Waiting>, items: readonly Waiting[], outcomes: readonly Outcome[]): void {
  assert(outcomes.length === items.length, 'an update answers each of its commands');
  for (const [index, item] of items.entries()) {
    const outcome = outcomes[index];
    open.delete(item);
    if (outcome !== undefined) item.resolve(outcome);
  }
}

async function answerStored(port: DeliveryPort, open: Set<Waiting>): Promise<void> {
  const stored = await port.ask([...open].map(({ command }) => command));
  for (const item of open) {
    const outcome = stored.get(item.command.opId);
    if (outcome === undefined) continue;
    open.delete(item);
    item.resolve(outcome);
  }
}

function refuse(open: Set<Waiting>, error: AttemptError): void {
  for (const item of open) item.reject(new UsherError('ENVELOPE_REFUSED', error.cause));
  open.clear();
}

async function giveUpOverdue(
  port: DeliveryPort,
  open: Set<Waiting>,
  cause: unknown,
): Promise<void> {
  const now = Date.now();
  const overdue = new Set([...open].filter(({ deadline }) => deadline <= now));
  for (const item of overdue) open.delete(item);
  const asked = await answerStored(port, overdue)
    .then(() => cause)
    .catch((error: unknown) => error);
  for (const item of overdue) item.reject(new UsherError('OUTCOME_UNKNOWN', asked));
}

/** Calls `due` at each deadline of what is open; `stop` ends that. */
function watchDeadlines(open: ReadonlySet<Waiting>, due: () => Promise<void>): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const arm = (): void => {
    if (open.size === 0) return;
    const next = [...open].reduce((found, { deadline }) => Math.min(found, deadline), Infinity);
    timer = setTimeout(
      () => {
        void due();
        arm();
      },
      Math.max(1, next - Date.now()),
    );
  };
  arm();
  return {
    stop: () => {
      clearTimeout(timer);
    },
  };
}

function pause(attempt: number, open: ReadonlySet<Waiting>): number {
  const backOff = Math.min(backOffMs.most, backOffMs.first * 2 ** attempt);
  return Math.max(1, Math.min(backOff, latest([...open]) - Date.now()));
}

function latest(items: readonly Waiting[]): number {
  return items.reduce((found, { deadline }) => Math.max(found, deadline), 0);
}
