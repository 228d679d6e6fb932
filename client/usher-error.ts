/** What can keep a call from being answered. None of it says that the command was refused. */
export const usherErrors = {
  DEADLINE_PASSED: 'the deadline passed before anything was sent; nothing was done',
  OUTCOME_UNKNOWN: 'no answer came in time; send the same operation id again to learn the outcome',
  UNREACHABLE: 'the services behind the client cannot be reached',
  ENVELOPE_REFUSED: 'the workflow refused the form of the request; client and worker do not match',
  CLOSED: 'the client was closed',
} as const;

export type UsherErrorCode = keyof typeof usherErrors;

/** Trouble on the way to an answer. Branch on `code`; `retryable` with the same operation id. */
export class UsherError extends Error {
  override readonly name = 'UsherError';
  readonly code: UsherErrorCode;
  readonly retryable: boolean;

  constructor(code: UsherErrorCode, cause?: unknown) {
    super(usherErrors[code], cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = code !== 'CLOSED' && code !== 'ENVELOPE_REFUSED';
  }
}
