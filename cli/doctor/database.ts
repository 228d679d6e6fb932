import type pg from 'pg';

import { StoreUnavailable } from '../../store/failure.ts';
import { query, queryOne } from '../../store/query.ts';
import { latestSchemaVersion, schemaVersion } from '../../store/migrate.ts';
import { appRole, createPool } from '../../store/pool.ts';
import { workersSeen } from '../../store/workers/heartbeat.ts';
import { explainFailure, whyUnavailable } from '../failure.ts';
import { withOwner } from '../owner-pool.ts';
import type { Settings } from '../settings.ts';
import { fine, type Finding } from './finding.ts';

const aliveMs = 30_000;
const clockOffMs = 2_000;
const oldestServer = 15;

/** Looks at Postgres: reachable, migrated, usable as `usher_app`, its clock, its workers. */
export async function lookAtDatabase({ databaseUrl }: Settings): Promise<Finding[]> {
  if (databaseUrl === null) {
    const found = 'nothing says where it is';
    const mend = 'run `usher dev`, or set DATABASE_URL';
    return [{ what: 'database', level: 'missing', found, mend }];
  }
  const unreachable = unreachableAt(new URL(databaseUrl).host);
  const reached = await withOwner(databaseUrl, lookAtServer).catch(unreachable);
  if (reached.some(({ level }) => level === 'missing')) return reached;
  const pool = createPool(databaseUrl, { max: 2, applicationName: 'usher-doctor' });
  try {
    return [...reached, await lookAtRole(pool), await lookAtWorkers(pool)];
  } catch (error) {
    return [...reached, ...unreachable(error)];
  } finally {
    await pool.end();
  }
}

function unreachableAt(host: string): (error: unknown) => Finding[] {
  return (error) => [unreachable(host, error)];
}

function unreachable(host: string, error: unknown): Finding {
  const found =
    error instanceof StoreUnavailable
      ? `no answer from ${host} (${whyUnavailable(error)})`
      : explainFailure(error).message;
  const mend = 'start it, or set DATABASE_URL to one that runs';
  return { what: 'database', level: 'missing', found, mend };
}

async function lookAtServer(pool: pg.Pool): Promise<Finding[]> {
  const server = await queryOne<{ version: string; now: Date }>(
    pool,
    `SELECT current_setting('server_version') AS version, clock_timestamp() AS now`,
  );
  const version = server?.version ?? '';
  const old = Number.parseInt(version, 10) < oldestServer;
  const offMs = Math.abs(Date.now() - (server?.now.getTime() ?? 0));
  return [
    old
      ? {
          ...{ what: 'database', level: 'wrong', found: `Postgres ${version}` },
          mend: `use Postgres ${oldestServer} or newer`,
        }
      : fine('database', `Postgres ${version}`),
    offMs > clockOffMs
      ? {
          ...{ what: 'clocks', level: 'wrong' },
          found: `this machine and the database are ${(offMs / 1000).toFixed(1)} s apart`,
          mend: 'let both keep their time by NTP',
        }
      : fine('clocks', `this machine and the database agree to ${offMs} ms`),
    await lookAtSchema(pool),
  ];
}

async function lookAtSchema(pool: pg.Pool): Promise<Finding> {
  const [found, wanted] = [await schemaVersion(pool), await latestSchemaVersion()];
  if (found === wanted) return fine('schema', `${found}, as this program needs`);
  if (found > wanted) {
    const newer = `${found}, newer than this program's ${wanted}; that is all right`;
    return { what: 'schema', level: 'note', found: newer };
  }
  const text = found === 0 ? 'the database is empty' : `${found}, and ${wanted} is needed`;
  return { what: 'schema', level: 'missing', found: text, mend: 'run `usher migrate`' };
}

async function lookAtRole(pool: pg.Pool): Promise<Finding> {
  const rows = await query<{ allowed: boolean; name: string }>(
    pool,
    `SELECT current_user AS name,
       has_table_privilege('entry', 'UPDATE') OR has_table_privilege('entry', 'DELETE') AS allowed`,
  );
  const [row] = rows;
  if (row?.name === appRole && !row.allowed) {
    return fine('role', `${appRole}, which cannot change a ledger entry`);
  }
  const found = `${row?.name ?? 'none'}, which could change ledger entries`;
  return { what: 'role', level: 'wrong', found, mend: 'run `usher migrate` as the owner' };
}

async function lookAtWorkers(pool: pg.Pool): Promise<Finding> {
  const alive = await workersSeen(pool, aliveMs);
  if (alive.length > 0) return fine('workers', `${alive.length} heard of in the last half minute`);
  const found = 'none was heard of in the last half minute';
  return { what: 'workers', level: 'wrong', found, mend: 'start `usher worker`' };
}
