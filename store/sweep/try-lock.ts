import type pg from 'pg';

import { asStoreFailure } from '../failure.ts';
import { queryOne } from '../query.ts';

/**
 * Does work that one process at a time is to do, and returns whether it did: it does nothing when
 * another one is at it. The lock ends with the connection of whoever dies, and after the pool's
 * limit on idle transactions where its owner stands still; then somebody else may begin, so the
 * work must bear being done by two.
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
  const ignore = (): void => undefined;
  client.on('error', ignore);
  let broken = true;
  try {
    await client.query('BEGIN');
    const lock = await queryOne<{ taken: boolean }>(
      client,
      `SELECT pg_try_advisory_xact_lock(hashtextextended('usher:' || $1, 0)) AS taken`,
      [name],
    );
    const taken = lock?.taken === true;
    if (taken) await work();
    broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    return taken;
  } catch (error) {
    throw asStoreFailure(error);
  } finally {
    client.off('error', ignore);
    client.release(broken);
  }
}
