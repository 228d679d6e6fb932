import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';

import { migrate, MigrationBlocked } from '../../store/migrate.ts';
import { createPool } from '../../store/pool.ts';
import { query } from '../../store/query.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let app: pg.Pool;
/** Somebody who works on the same tables. */
let other: pg.PoolClient;
let directory: URL;

beforeAll(async () => {
  database = await createTestDatabase();
  app = createPool(database.url, { applicationName: 'shop' });
  const path = await mkdtemp(join(tmpdir(), 'usher-migrations-'));
  directory = pathToFileURL(`${path}/`);
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await app.end();
  await database.drop();
});
beforeEach(async () => {
  other = await app.connect();
});
afterEach(() => other.release());

async function bring(name: string, sql: string): Promise<void> {
  await writeFile(new URL(name, directory), sql);
}

const countCodes = 'SELECT count(*) AS n FROM code';
const countRedemptions = 'SELECT count(*) AS n FROM redemption';

it('a migration lets go where live traffic would have to wait for it in a circle', async () => {
  await bring(
    '9001_circle.sql',
    'ALTER TABLE code ADD COLUMN circle text; ALTER TABLE redemption ADD COLUMN circle text;',
  );
  await other.query('BEGIN');
  await other.query(countRedemptions);
  // It has the one table, and waits for the other.
  const migrating = migrate(database.pool, { directory });
  await waiting('ALTER');
  // Each waits for the other now, unless one lets go; whoever reads is not the one.
  expect((await other.query(countCodes)).rows).toEqual([{ n: 0 }]);
  await other.query('COMMIT');
  await migrating;
  expect((await other.query('SELECT circle FROM code')).rows).toEqual([]);
});

it('a migration that never gets its tables does nothing, and names who keeps them', async () => {
  await bring('9002_kept.sql', 'CREATE TABLE kept (); ALTER TABLE code ADD COLUMN kept text;');
  await other.query('BEGIN');
  await other.query(countCodes);
  const failure = await migrate(database.pool, { directory, triesForMs: 0 }).catch(
    (error: unknown) => error,
  );
  expect(failure).toBeInstanceOf(MigrationBlocked);
  expect(String(failure)).toMatch(
    /9002_kept\.sql does not get the tables that it changes \(the eldest transaction has been open for \d+ s: shop, process \d+\)/,
  );
  await other.query('COMMIT');
  expect(await query(database.pool, `SELECT to_regclass('kept') AS kept`)).toEqual([
    { kept: null },
  ]);
  await migrate(database.pool, { directory });
});

it('a statement by itself that loses a deadlock is run again', async () => {
  const owner = await database.pool.connect();
  await owner.query(`BEGIN; SET LOCAL deadlock_timeout = '1min'`);
  await owner.query('LOCK TABLE redemption IN ACCESS EXCLUSIVE MODE');
  const read = query(
    app,
    `SELECT count(*) AS n FROM code, LATERAL (${countRedemptions}) AS redemptions`,
  );
  await waiting('SELECT');
  await owner.query('LOCK TABLE code IN ACCESS EXCLUSIVE MODE');
  await owner.query('COMMIT');
  owner.release();
  expect(await read).toEqual([{ n: 0 }]);
});

/** Until some statement of that kind waits for a lock. */
async function waiting(kind: string): Promise<void> {
  for (;;) {
    const found = await query(
      database.pool,
      `SELECT FROM pg_stat_activity
       WHERE wait_event_type = 'Lock' AND query LIKE $1 AND datname = current_database()`,
      [`${kind}%`],
    );
    if (found.length > 0) return;
  }
}
