import { userInfo } from 'node:os';

import { Option, type Command } from 'commander';
import { v7 as uuid } from 'uuid';

import type { CodeInput, OnCode } from '../client/calls.ts';
import type { Receipted } from '../client/receipts/receipts.ts';
import type { Usher } from '../client/usher.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import { codeOfRow, parseCodeId } from '../domain/ids.ts';
import { instant, type Instant } from '../domain/time.ts';
import type { CommonOptions } from './command.ts';
import { withContext, type Context } from './context.ts';
import { exitCodes, Unanswered, WrongUse, type ExitCode } from './exit.ts';
import { knownCode } from './known-code.ts';
import { readDurationMs, readOpId, readWords } from './option-values.ts';
import { describeOutcome, type Clock } from './output/outcome.ts';
import { openReport, reportFailure, type Report } from './output/report.ts';

/** How long a command waits for an answer. */
export interface WaitOption {
  readonly wait?: number;
}

/** Options of every command that asks something of a code. */
export interface OperationOptions extends CommonOptions, WaitOption {
  readonly op?: string;
}

/** Options of what operations do by hand. */
export interface ByHandOptions {
  readonly actor: string;
  readonly reason: string;
}

/** What every call to a code begins with. */
export type Asking = OnCode & { readonly opId: string };

/** Adds the options of every command that asks something of a code. */
export function addOperationOptions(command: Command): Command {
  return addWaitOption(
    command.option(
      '--op <id>',
      'name of this operation; the same again is answered as before',
      readOpId,
    ),
  );
}

/** Adds how long to wait for the answer. */
export function addWaitOption(command: Command): Command {
  return command.option(
    '--wait <duration>',
    'how long to wait for the answer (default: 30s)',
    readDurationMs,
  );
}

/** Adds who did it and why. */
export function addByHandOptions(command: Command): Command {
  return command
    .requiredOption('--reason <text>', 'why; kept with the operation', readWords)
    .addOption(actorOption('who; kept with the operation'));
}

/** Who does it: whoever runs the command, unless said otherwise. */
export function actorOption(text: string): Option {
  return new Option('--actor <name>', text)
    .argParser(readWords)
    .default(userInfo().username, 'your user name');
}

/** A code as it was typed, or its id. */
export function codeInput(text: string): CodeInput {
  return parseCodeId(text) === undefined ? text : { codeId: text };
}

/** Asks something of a code and says what came of it; 1 when it was refused. */
export async function operate(
  code: string,
  options: OperationOptions,
  ask: (usher: Usher, call: Asking, context: Context) => Promise<Receipted>,
): Promise<ExitCode> {
  const on = { code: codeInput(code) };
  return operateSomewhere(
    options,
    (usher, call, context) => ask(usher, { ...call, ...on }, context),
    code,
  );
}

/** As `operate`; where no code is named, the answer tells which it was. */
export async function operateSomewhere(
  options: OperationOptions,
  ask: (usher: Usher, call: Omit<Asking, 'code'>, context: Context) => Promise<Receipted>,
  code?: string,
): Promise<ExitCode> {
  const report = openReport(options.output);
  return withContext(async (context) => {
    const opId = options.op ?? uuid();
    const usher = await context.usher();
    report.progress(`operation ${opId}`);
    const { receipt, ...outcome } = await untilAnswered(report, opId, () =>
      ask(usher, { opId, ...waiting(options) }, context),
    );
    const { clock, codeId, thawAt } = await whereabouts(context, code, outcome);
    const fields = {
      ...{ operation: opId, code: codeId, outcome },
      ...(receipt === undefined ? {} : { receipt }),
    };
    report.result(
      describeOutcome(outcome, clock, thawAt),
      thawAt === null ? fields : { ...fields, thawAt },
    );
    return outcome.ok ? exitCodes.ok : exitCodes.findings;
  });
}

/** However a call ends without an answer, its operation is named, so that it can be sent again. */
export async function untilAnswered<T>(
  report: Report,
  operation: string,
  ask: () => Promise<T>,
): Promise<T> {
  const message = `Interrupted before an answer came: send the same operation again with --op ${operation} to learn what came of it.`;
  const tell = (): void => {
    reportFailure(report.form, { code: 'INTERRUPTED', message, operation });
  };
  process.prependOnceListener('SIGINT', tell);
  try {
    return await ask();
  } catch (error) {
    throw error instanceof WrongUse ? error : new Unanswered(operation, error);
  } finally {
    process.off('SIGINT', tell);
  }
}

/** How long a call may take, where the user says so. */
export function waiting({ wait }: WaitOption): { deadlineMs?: number } {
  return wait === undefined ? {} : { deadlineMs: wait };
}

/** Where an outcome comes from. */
interface Whereabouts {
  readonly clock: Clock;
  readonly codeId: string | null;
  /** When the code thaws by itself, where it is frozen for a time. */
  readonly thawAt: Instant | null;
}

/** By which clock an outcome is shown: that of the campaign of the code that answered. */
export async function whereabouts(
  context: Context,
  code: string | undefined,
  outcome: Outcome,
): Promise<Whereabouts> {
  const known = await knownCode(context, answering(code, outcome));
  if (known === undefined)
    return { clock: { timeZone: 'UTC', now: instant(Date.now()) }, codeId: null, thawAt: null };
  const clock = { timeZone: known.version.terms.period.timeZone, now: known.now };
  return { clock, codeId: known.row.id, thawAt: known.shown.thawAt };
}

function answering(asked: string | undefined, outcome: Outcome): string {
  if (!outcome.ok) return asked ?? '';
  return outcome.forwardedTo ?? asked ?? codeOfRow(outcome.redemption ?? '');
}
