import type { UsherErrorCode } from '../client/usher-error.ts';

/**
 * Why a command came to no result, for programs (`error.code`), and what to do. docs/errors.md is
 * generated from this table.
 */
export const failureCodes = {
  WRONG_USE: {
    meaning: 'the command line asks for something that cannot be meant',
    remedy: 'see `--help` of the command',
  },
  ENVIRONMENT: {
    meaning: 'something is not there, or a setting is wrong',
    remedy: 'do what the message says; `usher doctor` looks at everything',
  },
  STORE_UNAVAILABLE: {
    meaning: 'the database cannot be reached or does not answer',
    remedy: 'start it, or set `DATABASE_URL`',
  },
  SCHEMA_MISSING: {
    meaning: 'the database has not the tables of this program',
    remedy: 'run `usher migrate`',
  },
  DATABASE_REFUSED: {
    meaning: 'the database does not let us in, or does not let us do it',
    remedy: 'look at `DATABASE_URL`, and run `usher migrate` as its owner',
  },
  MIGRATION_CHANGED: {
    meaning: 'a migration is not what was applied to the database',
    remedy: 'use the release that the database was migrated with, or a later one',
  },
  MIGRATION_BLOCKED: {
    meaning: 'others keep a table that a migration changes; nothing of that migration was done',
    remedy: 'end the transaction that the message names, and migrate again',
  },
  TEMPORAL: {
    meaning: 'Temporal cannot be reached, does not let us in, or cannot do what was asked',
    remedy: 'look at `TEMPORAL_ADDRESS`; `usher doctor` looks at everything',
  },
  INTERRUPTED: {
    meaning: 'Ctrl-C came before the answer to an operation',
    remedy: 'send the same operation again (`--op`) to learn what came of it',
  },
  INTERNAL: { meaning: 'a fault of ours', remedy: 'report it, with what the message says' },
} as const;

/** Of a command, or of the client that it asked. */
export type FailureCode = keyof typeof failureCodes | UsherErrorCode;
