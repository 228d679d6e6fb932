import pg from 'pg';

import { asStoreFailure } from '../store/failure.ts';

/**
 * Runs `work` as whom the URL names, rather than as `usher_app`, which migrations make.
 * @throws StoreUnavailable
 */
export async function withOwner<T>(url: string, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 2,
    application_name: 'usher-migrate',
    connectionTimeoutMillis: 5_000,
  });
  pool.on('error', () => undefined);
  try {
    return await work(pool);
  } catch (error) {
    throw asStoreFailure(error);
  } finally {
    await pool.end();
  }
}
