/**
 * What can keep a call from being answered, and what to do then. None of it says that the command
 * was refused. docs/errors.md is generated from this table.
 */
export const usherErrors = {
  DEADLINE_PASSED: {
    meaning: 'the deadline passed before anything was sent; nothing was done',
    remedy: 'ask again, with more time',
  },
  OUTCOME_UNKNOWN: {
    meaning: 'no answer came in time; send the same operation id again to learn the outcome',
    remedy: 'see that a worker runs, and send the same operation id again (`--op`)',
  },
  UNREACHABLE: {
    meaning: 'the services behind the client cannot be reached',
    remedy: 'start Temporal and Postgres; `usher doctor` looks at both',
  },
  ENVELOPE_REFUSED: {
    meaning: 'the workflow refused the form of the request; client and worker do not match',
    remedy: 'use the client and the worker of one release',
  },
  NO_NOTIFIER: {
    meaning: 'the client was made without a notifier, so it cannot send passwords',
    remedy:
      'give `createUsher` a `notifier`; set USHER_NOTIFIER_URL and USHER_NOTIFIER_SECRET for commands',
  },
  CLOSED: { meaning: 'the client was closed', remedy: 'make a new one' },
} as const;

export type UsherErrorCode = keyof typeof usherErrors;

/** Asking again is of no use. */
const final: readonly UsherErrorCode[] = ['CLOSED', 'ENVELOPE_REFUSED', 'NO_NOTIFIER'];

/** Trouble on the way to an answer. Branch on `code`; `retryable` with the same operation id. */
export class UsherError extends Error {
  override readonly name = 'UsherError';
  readonly code: UsherErrorCode;
  readonly retryable: boolean;

  constructor(code: UsherErrorCode, cause?: unknown) {
    super(usherErrors[code].meaning, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = !final.includes(code);
  }
}
