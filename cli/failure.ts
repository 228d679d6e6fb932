import { CommanderError } from 'commander';

import { usherErrors, type UsherErrorCode } from '../client/usher-error.ts';
import { asIs, type Language, type Said } from '../lang/say.ts';
import { textOf } from '../lang/text.ts';
import { exitCodes, Unanswered, WrongUse, type ExitCode } from './exit.ts';
import type { FailureCode } from './failure-codes.ts';
import { sayMistake } from './mistakes.ts';

/** Why a command did not come to a result. */
export interface Failure {
  readonly exitCode: ExitCode;
  /** For programs. */
  readonly code: FailureCode;
  /** One sentence with what to do; empty when it was said already. */
  readonly message: string;
  /** The operation that was under way, which may be sent again. */
  readonly operation?: string;
}

/** Postgres: no such table, no such schema object. The database is there, and is not ours yet. */
const unmigrated = new Set(['42P01', '42703', '42883', '3F000']);
/** Postgres: wrong password, no such role, no such database, not enough rights. */
const unusable = new Set(['28P01', '28000', '3D000', '42501', '22023']);
/** gRPC: deadline exceeded, not implemented, unavailable, unauthenticated. */
const grpcEnvironment: ReadonlyMap<number, string> = new Map([
  [4, 'does not answer in time'],
  [12, 'cannot do what was asked'],
  [14, 'cannot be reached'],
  [16, 'does not let us in'],
]);

/**
 * Tells what went wrong from whose fault it is; wrong use in `language`, all else in English. Whatever
 * is not recognised is a bug of ours.
 */
export function explainFailure(error: unknown, language: Language = 'en'): Failure {
  if (error instanceof Unanswered) {
    return { ...explainFailure(error.cause, language), operation: error.operation };
  }
  if (error instanceof CommanderError) {
    const exitCode = error.exitCode === 0 ? exitCodes.ok : exitCodes.wrongUse;
    return { ...wrongUse(sayMistake(error) ?? asIs(''), language), exitCode };
  }
  if (error instanceof WrongUse) return wrongUse(error.said, language);
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : String(error);
  if (name === 'EnvironmentError') return environment('ENVIRONMENT', message);
  return ofServices(error) ?? bug(error);
}

function wrongUse(said: Said, language: Language): Failure {
  return { exitCode: exitCodes.wrongUse, code: 'WRONG_USE', message: textOf(said, language) };
}

function ofServices(error: unknown): Failure | undefined {
  const code = property(error, 'code');
  const name = error instanceof Error ? error.name : '';
  const message = error instanceof Error ? error.message : '';
  if (name === 'StoreUnavailable') {
    return environment(
      'STORE_UNAVAILABLE',
      `The database cannot be reached or does not answer (${whyUnavailable(error)}): start it, or set DATABASE_URL; \`usher doctor\` looks at everything.`,
    );
  }
  if (name === 'MigrationChanged') return environment('MIGRATION_CHANGED', `${message}.`);
  if (name === 'MigrationBlocked') {
    return environment(
      'MIGRATION_BLOCKED',
      `${message}: let it end, or end it, and run \`usher migrate\` again.`,
    );
  }
  if (isUsherErrorCode(code))
    return environment(code, `${sentence(message)} \`usher doctor\` says what is missing.`);
  if (typeof code === 'string' && unmigrated.has(code)) {
    return environment(
      'SCHEMA_MISSING',
      `The database has not our tables (${message}): run \`usher migrate\`.`,
    );
  }
  if (typeof code === 'string' && unusable.has(code)) {
    return environment(
      'DATABASE_REFUSED',
      `The database refuses us (${message}): look at DATABASE_URL, and run \`usher migrate\`.`,
    );
  }
  return ofTemporal(error);
}

function ofTemporal(error: unknown): Failure | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const code = property(at, 'code');
    const what =
      typeof code === 'number' && 'details' in at ? grpcEnvironment.get(code) : undefined;
    if (what === undefined) continue;
    const details = String(property(at, 'details'));
    return environment(
      'TEMPORAL',
      `Temporal ${what} (${details}): look at TEMPORAL_ADDRESS; \`usher doctor\` looks at everything.`,
    );
  }
  return undefined;
}

function bug(error: unknown): Failure {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return {
    exitCode: exitCodes.bug,
    code: 'INTERNAL',
    message: `Sorry, this is a fault of Usher, not of yours. Please report it to those who maintain Usher, with what follows:\n${trace}`,
  };
}

function isUsherErrorCode(code: unknown): code is UsherErrorCode {
  return typeof code === 'string' && Object.hasOwn(usherErrors, code);
}

function environment(code: FailureCode, message: string): Failure {
  return { exitCode: exitCodes.environment, code, message };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** What the connection said, without the rest. */
export function whyUnavailable(error: unknown): string {
  return firstMessage(property(error, 'cause'));
}

/** Several addresses of one host fail each on its own; the first says enough. */
function firstMessage(error: unknown): string {
  if (error instanceof AggregateError) return firstMessage(error.errors[0]);
  return error instanceof Error ? error.message : 'no answer';
}

function property(error: unknown, name: string): unknown {
  return typeof error === 'object' && error !== null && name in error
    ? (error as Record<string, unknown>)[name]
    : undefined;
}
