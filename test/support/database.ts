import { createHash, randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';

import pg from 'pg';
import { inject } from 'vitest';

import { migrateDatabase } from '../../store/migrate.ts';

const migrations = new URL('../../store/migrations/', import.meta.url);

export interface TestDatabase {
  url: string;
  pool: pg.Pool;
  /** Ends the pool and drops the database, even when others are still connected. */
  drop(): Promise<void>;
}

/** A fresh database of its own with all migrations applied. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('databaseUrl');
  const name = testName();
  migrated ??= findMigrated(server);
  await copy(server, await migrated, name);
  const url = databaseAt(server, name);
  const pool = new pg.Pool({ connectionString: url });
  // A test that stops the server, or drops the database, cuts off idle clients.
  pool.on('error', () => undefined);
  // Made as a copy of another it would pay nothing before payouts were compared.
  await pool.query('UPDATE payout_birth SET home = home()');
  return {
    url,
    pool,
    drop: async () => {
      await pool.end();
      await run(server, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** The database of which each test's own is a copy; nobody connects to it any more. */
let migrated: Promise<string> | undefined;

/** Migrates a database, which takes ten times as long as to copy it, unless the server has one with these migrations. */
async function findMigrated(server: string): Promise<string> {
  const name = `usher_migrated_${await digestOfMigrations()}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    // Several processes test on one server.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount === 0) {
      const unfinished = testName();
      await client.query(`CREATE DATABASE ${unfinished}`);
      await migrateDatabase(databaseAt(server, unfinished));
      await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
    }
    return name;
  } finally {
    await client.end();
  }
}

async function digestOfMigrations(): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(migrations)).sort()) {
    hash.update(name).update(await readFile(new URL(name, migrations)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** A copy of a database as it is now, as if restored from a backup. Ends the connections to it. */
export async function copyDatabase(of: string): Promise<Pick<TestDatabase, 'url' | 'drop'>> {
  const name = testName();
  const server = inject('databaseUrl');
  const source = new URL(of).pathname.slice(1);
  await run(
    server,
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${source}'`,
  );
  await copy(server, source, name);
  return {
    url: databaseAt(server, name),
    drop: () => run(server, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

function testName(): string {
  return `usher_test_${randomUUID().replaceAll('-', '')}`;
}

function databaseAt(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** File by file: a server that does not wait for its disk is quicker so than by its log. */
function copy(server: string, source: string, name: string): Promise<void> {
  return run(server, `CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY file_copy`);
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
