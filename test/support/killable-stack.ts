import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client, Connection } from '@temporalio/client';
import pg from 'pg';

import { createUsher, type Usher } from '../../client/usher.ts';
import { assert } from '../../domain/assert.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
import { servicesOf } from '../../sandbox/services.ts';
import { localDirectory } from '../../stack/local-directory.ts';
import { startPostgres, type LocalPostgres } from '../../stack/postgres.ts';
import { startTemporal, type LocalTemporal } from '../../stack/temporal.ts';
import { generateKeyRing, parseKeyRing } from '../../store/keys/key-ring.ts';
import { migrate } from '../../store/migrate.ts';
import { createPool } from '../../store/pool.ts';
import {
  forkWorker,
  type ProcessOptions,
  type Standby,
  type WorkerProcess,
} from './worker-process.ts';

/** Real services that may be killed, and a client in this process. */
export interface CrashStack {
  readonly postgres: LocalPostgres;
  /** The one that runs now. */
  readonly temporal: LocalTemporal;
  readonly sandbox: Sandbox;
  /** As the owner of the database, for looking. */
  readonly owner: pg.Pool;
  /** As the application. */
  readonly pool: pg.Pool;
  readonly client: Client;
  readonly usher: Usher;
  /** One more client, as another process of the service would have; it ends with the stack. */
  anotherUsher(): Usher;
  /** Starts a worker process; one more is loaded meanwhile, so that the next starts at once. */
  startWorker(options?: WorkerChanges): Promise<WorkerProcess>;
  /** Every workflow is lost: another server on the same port, with an empty file. */
  loseTemporal(): Promise<void>;
  stop(): Promise<void>;
}

/** What a test wants otherwise of a worker. */
export type WorkerChanges = Partial<Omit<ProcessOptions, 'sweepEveryMs'>> & {
  /** False for a negative control: nobody looks after what nobody asks for. */
  readonly sweeps?: boolean;
};

/** By which addresses others reach the services. */
export interface Routes {
  /** Postgres, as the client reaches it, and as workers do. */
  readonly clientDatabase: string;
  readonly workerDatabase: string;
  /** Temporal's server, as the client reaches it, and as workers do. */
  readonly clientTemporal: string;
  readonly workerTemporal: string;
  /** Whatever the sandbox plays: provider and notifier. */
  readonly sandbox: string;
}

export interface StackOptions {
  /** The workflows, bundled. */
  readonly bundlePath: string;
  /** Puts something in the way; without it everybody goes straight. */
  readonly reroute?: (straight: Routes) => Promise<Routes>;
}

/** Starts Postgres, Temporal and the sandbox, and migrates. */
export async function startKillableStack({
  bundlePath,
  reroute,
}: StackOptions): Promise<CrashStack> {
  const directory = await mkdtemp(join(tmpdir(), 'usher-crash-'));
  // Postgres may run as another user, and must be able to get to its folder in here.
  await chmod(directory, 0o755);
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const [postgres, firstTemporal, sandbox] = await Promise.all([
    startPostgres({ dataDir: join(directory, 'postgres') }),
    startTemporal({ dbFile: join(directory, 'temporal-1.sqlite'), uiPort: false }),
    startSandbox({ secret, stateFile: join(directory, 'sandbox.jsonl') }),
  ]);
  let temporal = firstTemporal;
  let temporals = 1;
  const owner = ownerPool(postgres.url);
  await migrate(owner);
  const straight = {
    clientDatabase: postgres.url,
    workerDatabase: postgres.url,
    clientTemporal: `grpc://${temporal.address}`,
    workerTemporal: `grpc://${temporal.address}`,
    sandbox: sandbox.url,
  };
  const routes = reroute === undefined ? straight : await reroute(straight);
  const keys = generateKeyRing('crash-1');
  const ring = parseKeyRing(keys);
  assert(ring.ok, 'a generated key ring is well formed');
  const pool = createPool(routes.clientDatabase, {
    max: 10,
    applicationName: 'usher-crash-test',
  });
  const connection = await Connection.connect({ address: hostOf(routes.clientTemporal) });
  const client = new Client({ connection });
  const ushers: Usher[] = [];
  const anotherUsher = (): Usher => {
    const another = createUsher({ temporal: client, pool, keys: ring.ring });
    ushers.push(another);
    return another;
  };
  const logs = join(localDirectory(), 'crash', String(process.pid));
  await mkdir(logs, { recursive: true });
  const workers = keepWorkers(logs);
  return {
    postgres,
    get temporal() {
      return temporal;
    },
    sandbox,
    owner,
    pool,
    client,
    usher: anotherUsher(),
    anotherUsher,
    startWorker: ({ sweeps = true, ...changes } = {}) =>
      workers.start({
        temporalAddress: hostOf(routes.workerTemporal),
        databaseUrl: routes.workerDatabase,
        keys,
        ...(sweeps ? { sweepEveryMs: 5_000 } : {}),
        bundlePath,
        services: servicesOf({ url: routes.sandbox, secret }),
        ...changes,
      }),
    loseTemporal: async () => {
      temporal.kill();
      await temporal.stop();
      temporals += 1;
      temporal = await startTemporal({
        dbFile: join(directory, `temporal-${temporals}.sqlite`),
        port: Number(temporal.address.split(':')[1]),
        uiPort: false,
      });
    },
    stop: async () => {
      // Retries that outlive their connection would end the test's process.
      await Promise.all(ushers.map((usher) => usher.close()));
      await workers.stop();
      await connection.close();
      await Promise.all([owner.end(), pool.end()]);
      await Promise.all([postgres.stop(), temporal.stop(), sandbox.stop()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Temporal's clients want no scheme. */
function hostOf(url: string): string {
  return new URL(url).host;
}

function ownerPool(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', () => undefined);
  return pool;
}

/** What workers wrote stays in `.local/crash` until the next run. */
function keepWorkers(logs: string): {
  start(options: ProcessOptions): Promise<WorkerProcess>;
  stop(): Promise<void>;
} {
  let forked = 0;
  const all: Standby[] = [];
  const fork = (): Standby => {
    forked += 1;
    const standby = forkWorker(join(logs, `worker-${String(forked)}.log`));
    all.push(standby);
    return standby;
  };
  let next = fork();
  return {
    start: async (options) => {
      const standby = next;
      const worker = await standby.start(options);
      next = fork();
      return worker;
    },
    stop: async () => {
      await Promise.all(all.map((standby) => standby.kill()));
    },
  };
}
