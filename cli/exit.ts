import { say, type Said } from '../lang/say.ts';
import { textOf } from '../lang/text.ts';

/** What a command's exit code says; the same for every command. */
export const exitCodes = {
  /** As hoped. */
  ok: 0,
  /** Findings, differences, or an operation that was refused. */
  findings: 1,
  /** Wrong use of the command line. */
  wrongUse: 2,
  /** Something of the environment is missing or was lost. */
  environment: 3,
  /** A bug of ours. */
  bug: 70,
  /** Cut short by Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Somebody is at fault, and is told so in their language; the message says it in English. */
abstract class Fault extends Error {
  readonly said: Said;

  constructor(said: Said) {
    super(textOf(said, 'en'));
    this.said = said;
  }
}

/** The command line asks for something that cannot be meant; what is said tells what would be right. */
export class WrongUse extends Fault {
  override readonly name = 'WrongUse';
}

/** A file cannot be read. */
export class Unreadable extends WrongUse {
  readonly why: Said;

  constructor(path: string, why: Said) {
    super(say`Cannot read ${path}: ${why}.`);
    this.why = why;
  }
}

/** A value cannot be that; what is said tells what it must be, and whoever read it knows of which option. */
export class WrongValue extends Fault {
  override readonly name = 'WrongValue';
}

/** An operation was asked for, and nobody knows what came of it: the same operation may be sent again. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly operation: string;

  constructor(operation: string, cause: unknown) {
    super('no answer came', { cause });
    this.operation = operation;
  }
}

/** Lets a command's answer become the exit code of the process. */
export async function exitWith(work: Promise<ExitCode>): Promise<void> {
  process.exitCode = await work;
}
