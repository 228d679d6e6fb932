import pg from 'pg';

import { assert } from '../domain/assert.ts';
import { RedemptionConflict, asStoreFailure, isSerializationFailure } from './failure.ts';
import { types } from './query.ts';
import { repeat } from './repeat.ts';

/** What the application may do: it cannot change a ledger entry. */
export const appRole = 'usher_app';

export interface PoolOptions {
  readonly max?: number;
  readonly applicationName?: string;
  /** How long to wait for a connection, be it to be opened or to become free; unless said, 5 s. */
  readonly connectWithinMs?: number;
}

/**
 * Connections that act as the role `usher_app`; `migrate` makes that role. Statements end after
 * 15 s, waits for a lock after 8 s, and a transaction that is left idle after 20 s.
 */
export function createPool(url: string, options: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.applicationName ?? 'usher',
    options: `-c role=${appRole}`,
    connectionTimeoutMillis: options.connectWithinMs ?? 5_000,
    statement_timeout: 15_000,
    lock_timeout: 8_000,
    idle_in_transaction_session_timeout: 20_000,
    types,
  });
  // The pool drops an idle client that lost its connection; the next query opens another.
  pool.on('error', () => undefined);
  return pool;
}

/**
 * Runs `work` in one transaction, which is committed when it returns and rolled back when it
 * throws. Deadlocks, serialization failures and `RedemptionConflict` roll back and run it again.
 * @throws StoreUnavailable when the connection is lost; if that was in COMMIT, it may have happened
 */
export async function withTransaction<T>(
  pool: pg.Pool,
  work: (db: pg.PoolClient) => Promise<T>,
): Promise<T> {
  return repeat(() => runOnce(pool, work), isRepeatable);
}

/** Runs `work` under a savepoint; when it throws, only what it did is undone. */
export async function withSavepoint<T>(db: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  await db.query('SAVEPOINT work');
  try {
    const result = await work();
    await db.query('RELEASE SAVEPOINT work');
    return result;
  } catch (error) {
    await db.query('ROLLBACK TO SAVEPOINT work; RELEASE SAVEPOINT work');
    throw error;
  }
}

async function runOnce<T>(pool: pg.Pool, work: (db: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asStoreFailure(error);
  });
  // Without a listener a connection that breaks between two statements would end the process.
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await work(client);
    const { command } = await client.query('COMMIT');
    assert(command === 'COMMIT', 'a transaction went on after a statement of it had failed');
    return result;
  } catch (error) {
    broken = await rollBack(client);
    throw asStoreFailure(error);
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}

/** Whether the connection is of no more use. */
async function rollBack(client: pg.PoolClient): Promise<boolean> {
  try {
    await client.query('ROLLBACK');
    return false;
  } catch {
    return true;
  }
}

function isRepeatable(error: unknown): boolean {
  return isSerializationFailure(error) || error instanceof RedemptionConflict;
}
