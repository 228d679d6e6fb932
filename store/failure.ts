import { DatabaseError } from 'pg';

/** The database cannot be reached or does not answer in time. What it had done is not known. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
  readonly code = 'STORE_UNAVAILABLE';
  readonly retryable = true;
}

/** Somebody else's commit gave this person their one redemption of the campaign: decide again. */
export class RedemptionConflict extends Error {
  override readonly name = 'RedemptionConflict';
  readonly code = 'REDEMPTION_CONFLICT';
  readonly retryable = true;
}

/** Of Postgres: shutting down or starting, too many clients, connection trouble, time-outs. */
const unavailable = /^(?:08|57P0|53300|57014|55P03|25P0[34])/;
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);
/** pg gives these no code of their own. */
const lost =
  /^(?:Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed)/;

/** The error itself, or a `StoreUnavailable` with it as cause where the connection is the trouble. */
export function asStoreFailure(error: unknown): unknown {
  return isConnectionTrouble(error)
    ? new StoreUnavailable('the database cannot be reached or does not answer', { cause: error })
    : error;
}

/** Whether a transaction failed only because of what others did at the same time. */
export function isSerializationFailure(error: unknown): boolean {
  return sqlState(error) === '40001' || sqlState(error) === '40P01';
}

/** Whether a statement gave up waiting for a lock, or was chosen to in a deadlock. */
export function isLockTaken(error: unknown): boolean {
  return sqlState(error) === '55P03' || sqlState(error) === '40P01';
}

/** The constraint that a statement would have broken. */
export function brokenConstraint(error: unknown): string | undefined {
  const state = sqlState(error);
  if (!(error instanceof DatabaseError) || !state?.startsWith('23')) return undefined;
  return error.constraint ?? state;
}

/**
 * Whether the database refused a statement for what it says (invalid data, a constraint, something
 * that the schema does not have), so that trying again would not help.
 */
export function isStatementFault(error: unknown): boolean {
  return /^(?:22|23|42)/.test(sqlState(error) ?? '');
}

function sqlState(error: unknown): string | undefined {
  return error instanceof DatabaseError ? error.code : undefined;
}

function isConnectionTrouble(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof DatabaseError) return unavailable.test(error.code ?? '');
  const code: unknown = 'code' in error ? error.code : undefined;
  if (typeof code === 'string' && network.has(code)) return true;
  if (error instanceof AggregateError) return error.errors.some(isConnectionTrouble);
  return lost.test(error.message);
}
