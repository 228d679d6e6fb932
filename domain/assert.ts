/** A broken invariant: a bug of ours. Never caught in order to go on as if nothing had happened. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

/** Stops with an `InvariantError` when `condition` does not hold. */
export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** Marks a branch that the types say cannot be reached. */
export function assertNever(value: never): never {
  throw new InvariantError(`unexpected value ${JSON.stringify(value)}`);
}
