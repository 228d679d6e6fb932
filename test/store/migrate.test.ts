import { randomUUID } from 'node:crypto';

import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';

import {
  MigrationChanged,
  latestSchemaVersion,
  migrate,
  schemaVersion,
} from '../../store/migrate.ts';
import { createPool } from '../../store/pool.ts';

const name = `usher_migrate_${randomUUID().replaceAll('-', '')}`;
const url = (): string => {
  const own = new URL(inject('databaseUrl'));
  own.pathname = `/${name}`;
  return own.href;
};
let server: pg.Pool;
let owner: pg.Pool;

beforeAll(async () => {
  server = new pg.Pool({ connectionString: inject('databaseUrl'), max: 1 });
  await server.query(`CREATE DATABASE ${name}`);
  owner = new pg.Pool({ connectionString: url() });
  // Dropping the database cuts off idle clients.
  owner.on('error', () => undefined);
});
afterAll(async () => {
  await owner.end();
  await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
  await server.end();
});

describe('migrating', () => {
  it('can be done by several at once, and again', async () => {
    expect(await schemaVersion(owner)).toBe(0);
    await Promise.all(Array.from({ length: 5 }, () => migrate(owner)));
    await migrate(owner);
    expect(await schemaVersion(owner)).toBe(await latestSchemaVersion());
    const { rows } = await owner.query('SELECT number FROM schema_migration');
    expect(rows).toHaveLength(await latestSchemaVersion());
  });

  it('lets the application in under its own role', async () => {
    const app = createPool(url());
    const { rows } = await app.query('SELECT current_user AS role, count(*) AS codes FROM code');
    expect(rows).toEqual([{ role: 'usher_app', codes: 0 }]);
    await expect(app.query('CREATE TABLE mine ()')).rejects.toThrow('permission denied');
    await app.end();
  });

  it('makes a database that may pay at once, as one that was moved may not', async () => {
    const { rows } = await owner.query(`SELECT payouts_held('any') AS held`);
    expect(rows).toEqual([{ held: false }]);
  });

  it('leaves alone what a newer program has applied', async () => {
    await owner.query(`INSERT INTO schema_migration VALUES (9999, '9999_newer.sql', 'newer')`);
    await migrate(owner);
    expect(await schemaVersion(owner)).toBe(9999);
    await owner.query('DELETE FROM schema_migration WHERE number = 9999');
  });

  it('stops where an applied migration was changed', async () => {
    await owner.query(`UPDATE schema_migration SET checksum = 'other' WHERE number = 2`);
    await expect(migrate(owner)).rejects.toBeInstanceOf(MigrationChanged);
    expect(await schemaVersion(owner)).toBe(await latestSchemaVersion());
  });
});
