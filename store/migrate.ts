import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import pg from 'pg';

import { isLockTaken } from './failure.ts';
import { appRole } from './pool.ts';
import { query, queryOne, type Db } from './query.ts';

const ownMigrations = new URL('./migrations/', import.meta.url);
const form = /^(\d{4})_([a-z0-9_]+)\.sql$/;
/** Any number: whoever holds it in a database migrates that database. */
const lockNumber = 7_548_301;
/**
 * How long a migration holds up others while it waits for a table: less than the second after which
 * Postgres looks for a deadlock, so that it is the migration that gives way.
 */
const waitMs = 500;
/** Between two tries, for those who were held up. */
const pauseMs = 250;
const triesForMs = 60_000;

/** A migration that was already applied has another text now; write a new one instead. */
export class MigrationChanged extends Error {
  override readonly name = 'MigrationChanged';
  readonly code = 'MIGRATION_CHANGED';
  readonly retryable = false;
}

/** Others keep a table that a migration changes; nothing of that migration was done. */
export class MigrationBlocked extends Error {
  override readonly name = 'MigrationBlocked';
  readonly code = 'MIGRATION_BLOCKED';
  readonly retryable = true;
}

export interface MigrateOptions {
  /** Ends with a slash; unless said, the migrations of this program. */
  readonly directory?: URL;
  /** For how long a migration is tried again that others keep from a table, in milliseconds. */
  readonly triesForMs?: number;
}

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/**
 * Brings the database to this program's schema. Must run as the owner, not as `usher_app`. Does
 * nothing where all is applied; several at once wait for each other. Migrations that a newer
 * program has applied are left alone, so that an old worker runs on beside a new one. Live traffic
 * goes first: a migration that does not get its tables at once lets go and tries again, for a minute.
 * @throws MigrationChanged
 * @throws MigrationBlocked
 */
export async function migrate(pool: pg.Pool, options: MigrateOptions = {}): Promise<void> {
  const migrations = await readMigrations(options.directory ?? ownMigrations);
  const client = await pool.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [lockNumber]);
    try {
      await prepare(client);
      const applied = await appliedChecksums(client);
      for (const migration of migrations) {
        const checksum = applied.get(migration.number);
        if (checksum === undefined)
          await insist(client, migration, options.triesForMs ?? triesForMs);
        else if (checksum !== migration.checksum) {
          throw new MigrationChanged(`${migration.name} was changed after it had been applied`);
        }
      }
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [lockNumber]);
    }
  } finally {
    client.release();
  }
}

/** Number of the newest migration that the database has; 0 for an empty one. */
export async function schemaVersion(db: Db): Promise<number> {
  const found = await queryOne<{ present: boolean }>(
    db,
    `SELECT to_regclass('schema_migration') IS NOT NULL AS present`,
  );
  if (found?.present !== true) return 0;
  const row = await queryOne<{ number: number }>(
    db,
    'SELECT coalesce(max(number), 0) AS number FROM schema_migration',
  );
  return row?.number ?? 0;
}

/** Number of the newest migration that this program brings. */
export async function latestSchemaVersion(): Promise<number> {
  return (await readMigrations(ownMigrations)).at(-1)?.number ?? 0;
}

async function readMigrations(directory: URL): Promise<readonly Migration[]> {
  const names = (await readdir(fileURLToPath(directory))).filter((name) => form.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(new URL(name, directory), 'utf8');
      const checksum = createHash('sha256').update(sql).digest('hex');
      return { number: Number(name.slice(0, 4)), name, sql, checksum };
    }),
  );
}

/** The role belongs to the whole server, so that another database may be making it right now. */
async function prepare(db: pg.PoolClient): Promise<void> {
  await db.query(`DO $$
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${appRole}') THEN
        CREATE ROLE ${appRole} NOLOGIN;
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`);
  await db.query(`DO $$
    BEGIN
      IF NOT pg_has_role(current_user, '${appRole}', 'MEMBER') THEN
        EXECUTE format('GRANT ${appRole} TO %I', current_user);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`);
  await db.query(`CREATE TABLE IF NOT EXISTS schema_migration (
      number     integer PRIMARY KEY,
      name       text NOT NULL,
      checksum   text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`);
  await db.query(`GRANT SELECT ON schema_migration TO ${appRole}`);
}

async function appliedChecksums(db: Db): Promise<ReadonlyMap<number, string>> {
  const rows = await query<{ number: number; checksum: string }>(
    db,
    'SELECT number, checksum FROM schema_migration',
  );
  return new Map(rows.map(({ number, checksum }) => [number, checksum]));
}

async function insist(db: pg.PoolClient, migration: Migration, forMs: number): Promise<void> {
  const until = Date.now() + forMs;
  while (!(await isApplied(db, migration))) {
    if (Date.now() > until) {
      throw new MigrationBlocked(
        `${migration.name} does not get the tables that it changes (${await eldest(db)})`,
      );
    }
    await sleep(pauseMs);
  }
}

/** False where others kept it from a table: then nothing of it was done. */
async function isApplied(db: pg.PoolClient, migration: Migration): Promise<boolean> {
  await db.query('BEGIN');
  try {
    await db.query(`SET LOCAL lock_timeout = ${String(waitMs)}`);
    await db.query(migration.sql);
    await db.query('INSERT INTO schema_migration (number, name, checksum) VALUES ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ]);
    await db.query('COMMIT');
    return true;
  } catch (error) {
    await db.query('ROLLBACK');
    if (isLockTaken(error)) return false;
    throw error;
  }
}

/** Whose transaction has lasted longest, in words. */
async function eldest(db: pg.PoolClient): Promise<string> {
  const row = await queryOne<{ pid: number; name: string; seconds: number }>(
    db,
    `SELECT pid, application_name AS name, extract(epoch FROM now() - xact_start)::int AS seconds
     FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start IS NOT NULL
     ORDER BY xact_start LIMIT 1`,
  );
  if (row === undefined) return 'nobody has a transaction open any more';
  const { pid, name, seconds } = row;
  return `the eldest transaction has been open for ${String(seconds)} s: ${name || 'unnamed'}, process ${String(pid)}`;
}

/** `migrate` on a connection of its own, as the owner that the URL names. */
export async function migrateDatabase(url: string): Promise<void> {
  const owner = new pg.Pool({ connectionString: url, max: 1, application_name: 'usher-migrate' });
  try {
    await migrate(owner);
  } finally {
    await owner.end();
  }
}
