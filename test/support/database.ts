import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

import { migrate } from '../../store/migrate.ts';

export interface TestDatabase {
  url: string;
  pool: pg.Pool;
  /** Ends the pool and drops the database, even when others are still connected. */
  drop(): Promise<void>;
}

/** A fresh database of its own with all migrations applied. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `usher_test_${randomUUID().replaceAll('-', '')}`;
  const server = inject('databaseUrl');
  await run(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const pool = new pg.Pool({ connectionString: url.href });
  // A test that stops the server, or drops the database, cuts off idle clients.
  pool.on('error', () => undefined);
  await migrate(pool);
  return {
    url: url.href,
    pool,
    drop: async () => {
      await pool.end();
      await run(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** A copy of a database as it is now, as if restored from a backup. Ends the connections to it. */
export async function copyDatabase(of: string): Promise<Pick<TestDatabase, 'url' | 'drop'>> {
  const name = `usher_test_${randomUUID().replaceAll('-', '')}`;
  const server = inject('databaseUrl');
  const source = new URL(of).pathname.slice(1);
  await run(
    server,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${source}'`,
  );
  await run(server, `CREATE DATABASE ${name} TEMPLATE ${source}`);
  const url = new URL(of);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function run(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
