import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Client, Connection } from '@temporalio/client';
import pg from 'pg';
import { inject } from 'vitest';

import { createUsher, type Usher } from '../../client/usher.ts';
import { assert } from '../../domain/assert.ts';
import { startSandbox, type Sandbox } from '../../sandbox/server.ts';
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

/** Real services of one test file's own, which it may kill, and a client in the test's process. */
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

/** Starts Postgres, Temporal and the sandbox, and migrates. */
export async function startCrashStack(): Promise<CrashStack> {
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
  const keys = generateKeyRing('crash-1');
  const ring = parseKeyRing(keys);
  assert(ring.ok, 'a generated key ring is well formed');
  const pool = createPool(postgres.url, { max: 10, applicationName: 'usher-crash-test' });
  const connection = await Connection.connect({ address: temporal.address });
  const client = new Client({ connection });
  const usher = createUsher({ temporal: client, pool, keys: ring.ring });
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
    usher,
    startWorker: ({ sweeps = true, ...changes } = {}) =>
      workers.start({
        temporalAddress: temporal.address,
        databaseUrl: postgres.url,
        keys,
        ...(sweeps ? { sweepEveryMs: 5_000 } : {}),
        bundlePath: inject('workflowBundle'),
        services: {
          provider: { url: `${sandbox.url}/provider`, secret },
          notifier: { url: `${sandbox.url}/notifier`, secret },
        },
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
      await usher.close();
      await workers.stop();
      await connection.close();
      await Promise.all([owner.end(), pool.end()]);
      await Promise.all([postgres.stop(), temporal.stop(), sandbox.stop()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
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
