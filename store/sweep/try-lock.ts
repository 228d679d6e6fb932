import type pg from 'pg';

import { asStoreFailure } from '../failure.ts';
import { queryOne } from '../query.ts';

/**
 * Does work that one process at a time is to do; does nothing when another one is at it. The lock
 * is a session's, so it ends with the connection of whoever dies.
 * @throws StoreUnavailable
 */
export async function alone(
  pool: pg.Pool,
  name: string,
  work: () => Promise<void>,
): Promise<boolean> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asStoreFailure(error);
  });
  let broken = true;
  const ignore = (): void => undefined;
  client.on('error', ignore);
  try {
    const key = `hashtextextended('usher:' || $1, 0)`;
    const taken = await queryOne<{ taken: boolean }>(
      client,
      `SELECT pg_try_advisory_lock(${key}) AS taken`,
      [name],
    );
    if (taken?.taken === true) {
      await work().finally(() => queryOne(client, `SELECT pg_advisory_unlock(${key})`, [name]));
    }
    broken = false;
    return taken?.taken === true;
  } finally {
    client.off('error', ignore);
    // With a broken connection, or a failure on the way, the lock goes with the session.
    client.release(broken);
  }
}
