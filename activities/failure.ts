import { ApplicationFailure } from '@temporalio/activity';

import { InvariantError } from '../domain/assert.ts';
import { commitFailures } from '../domain/commit/failures.ts';
import type { CodeId } from '../domain/ids.ts';
import { isStatementFault } from '../store/failure.ts';

/** There is no row for this code: another database, or one that was put back to an earlier day. */
export class CodeUnknown extends Error {
  override readonly name = 'CodeUnknown';
  readonly code = commitFailures.unknown;
  readonly retryable = false;

  constructor(code: CodeId) {
    super(`code ${code} has no row in this database; was it restored, or is it another one?`);
  }
}

/**
 * Whether an error is a bug of ours, which trying again would not mend, as opposed to trouble with
 * what is around us.
 */
export function isOurFault(error: unknown): boolean {
  return (
    isStatementFault(error) ||
    error instanceof InvariantError ||
    error instanceof TypeError ||
    error instanceof RangeError ||
    error instanceof ReferenceError ||
    error instanceof SyntaxError
  );
}

/**
 * How a workflow is told that an activity could not do its work. Everything that is neither a bug
 * of ours nor a lost row may be tried again.
 */
export function asApplicationFailure(error: unknown): ApplicationFailure {
  const message = error instanceof Error ? error.message : String(error);
  const cause = error instanceof Error ? error : undefined;
  const options = { message, ...(cause === undefined ? {} : { cause }) };
  if (error instanceof CodeUnknown) {
    return ApplicationFailure.create({ ...options, type: error.code, nonRetryable: true });
  }
  if (isOurFault(error)) {
    const type = commitFailures.invariant;
    return ApplicationFailure.create({ ...options, type, nonRetryable: true });
  }
  return ApplicationFailure.create({ ...options, type: commitFailures.store });
}
