import { join } from 'node:path';

import pg from 'pg';

import { startChild } from './child.ts';
import type { Restartable } from './keep-running.ts';
import { freePort } from './ports.ts';
import {
  clearStaleLock,
  dataDirectory,
  initialise,
  postgresBinaries,
  serviceUser,
} from './postgres-files.ts';
import { startServing } from './serving.ts';

/** A Postgres of our own on 127.0.0.1, in its own process group. */
export interface LocalPostgres extends Restartable {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Ends it in order: clients are cut off, everything committed is on disk. */
  stop(): Promise<void>;
  /** SIGKILL to the postmaster at once, for crash tests. */
  kill(): void;
  /** Same data and port, after `kill` or instead of a running one; resolves when it accepts connections. */
  restart(): Promise<void>;
}

export interface PostgresOptions {
  dataDir: string;
  port?: number;
  /** False, and commits do not wait for the disk: they outlive a killed process, not a lost machine. */
  fsync?: boolean;
  log?: (line: string) => void;
}

const DATABASE = 'usher';
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'timezone=UTC',
  'log_timezone=UTC',
];

/** Starts Postgres from npm; the data in `dataDir` outlive it. */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const user = await serviceUser();
  const binaries = await postgresBinaries(user);
  const directory = await dataDirectory(options.dataDir, user);
  const { cluster, password } = await initialise(binaries, directory, user);
  const port = options.port ?? (await freePort());
  const url = (database: string) => `postgres://usher:${password}@127.0.0.1:${port}/${database}`;

  const command = join(binaries, 'bin/postgres');
  const settings = [...SETTINGS, `fsync=${options.fsync === false ? 'off' : 'on'}`];
  const args = [...['-D', cluster, '-p', String(port)], ...settings.flatMap((one) => ['-c', one])];
  const start = () =>
    startServing({
      name: 'Postgres',
      ports: { Postgres: port },
      start: async () => {
        await clearStaleLock(cluster);
        return startChild({ command, args, user, log: options.log });
      },
      ready: () => ensureDatabase(url('postgres')),
      instead: 'set DATABASE_URL',
    });
  let child = await start();
  return {
    name: 'Postgres',
    url: url(DATABASE),
    port,
    get pid() {
      return child.pid;
    },
    get ended() {
      return child.ended;
    },
    stop: () => child.stop(),
    kill: () => {
      child.kill();
    },
    restart: async () => {
      await child.stop();
      child = await start();
    },
  };
}

async function ensureDatabase(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
