import { mkdir, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import type pg from 'pg';
import type { Logger } from 'pino';

import { effectsTaskQueue } from '../domain/delivery/dispatcher.ts';
import { startSandbox } from '../sandbox/server.ts';
import { servicesOf } from '../sandbox/services.ts';
import { EnvironmentError } from '../stack/environment-error.ts';
import { keepRunning, type Restartable } from '../stack/keep-running.ts';
import { localDirectory, makeLocalDirectory } from '../stack/local-directory.ts';
import { startPostgres } from '../stack/postgres.ts';
import { startTemporal } from '../stack/temporal.ts';
import { localKeyRing } from '../store/keys/given-keys.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import { migrateDatabase } from '../store/migrate.ts';
import { createPool } from '../store/pool.ts';
import { startWorker, type StartOptions } from '../worker/run.ts';
import { codeTaskQueue } from '../workflows/messages.ts';
import {
  readLocalStack,
  removeLocalStack,
  writeLocalStack,
  type LocalStack,
} from './local-stack.ts';

/** Everything that runs in this process and below it. */
export interface LocalServices {
  readonly stack: LocalStack;
  readonly pool: pg.Pool;
  readonly temporal: Client;
  readonly keys: KeyRing;
  /** Rejects when something that was started has ended by itself and cannot be started again. */
  readonly lost: Promise<never>;
  /** Stops what was started, in reverse order. */
  readonly stop: () => Promise<void>;
}

/** On 127.0.0.1. */
export interface LocalPorts {
  readonly postgres?: number;
  readonly temporal?: number;
  readonly ui?: number;
}

export interface LocalServicesOptions {
  /** Where the embedded services keep their data. */
  readonly dataDir: string;
  /** Whether data of an earlier run is thrown away. */
  readonly fresh: boolean;
  readonly log: Logger;
  /** Told in a few words what is up, and how long it took in milliseconds. */
  readonly progress: (what: string, ms: number) => void;
  /** Default: ports that are free. */
  readonly ports?: LocalPorts;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * Starts Postgres, Temporal with its UI, the sandbox, a worker and its sweep, or uses what
 * `DATABASE_URL` and `TEMPORAL_ADDRESS` name, and leaves the addresses for other commands to find.
 * What was started is stopped again when something later does not start.
 * @throws EnvironmentError
 */
export async function startLocalServices(options: LocalServicesOptions): Promise<LocalServices> {
  const started: Started = { stops: [], lost: [] };
  const stop = async (): Promise<void> => {
    for (const end of started.stops.splice(0).reverse()) await end();
  };
  try {
    const services = await start(options, started);
    const lost = Promise.race(started.lost);
    // Whoever wants to know asks `lost`; nobody has to.
    lost.catch(() => undefined);
    return { ...services, lost, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What has been started so far: how each is stopped, and how each is lost. */
interface Started {
  readonly stops: (() => Promise<void>)[];
  readonly lost: Promise<never>[];
}

async function start(
  options: LocalServicesOptions,
  started: Started,
): Promise<Omit<LocalServices, 'stop' | 'lost'>> {
  const { dataDir, fresh } = options;
  const { stops } = started;
  await refuseSecond();
  if (fresh) await rm(dataDir, { recursive: true, force: true });
  await makeLocalDirectory();
  await mkdir(dataDir, { recursive: true });
  const databaseUrl = await startDatabase(options, started);
  const server = await startServer(options, started);
  const keysFile = join(localDirectory(), 'keys.json');
  const keys = await localKeyRing(keysFile);
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const sandbox = await timed(options, 'sandbox for payouts, messages and verifications', () =>
    startSandbox({ secret, stateFile: join(dataDir, 'sandbox.jsonl') }),
  );
  stops.push(() => sandbox.stop());
  const services = servicesOf(sandbox);
  await startOwnWorker(options, started, {
    ...{ temporalAddress: server.address, databaseUrl, keys, services },
  });
  const pool = createPool(databaseUrl, { max: 8, applicationName: 'usher-local' });
  stops.push(() => pool.end());
  const connection = await Connection.connect({ address: server.address });
  stops.push(() => connection.close());
  const temporal = new Client({ connection });
  const stack: LocalStack = {
    databaseUrl,
    temporalAddress: server.address,
    temporalUi: server.uiUrl ?? null,
    sandboxUrl: sandbox.url,
    notifier: services.notifier,
    keysFile,
    taskQueues: { codes: codeTaskQueue, effects: effectsTaskQueue },
  };
  await writeLocalStack(stack);
  stops.push(() => removeLocalStack());
  return { stack, pool, temporal, keys };
}

/** Two stacks here would fight over the same data and the same file of addresses. */
async function refuseSecond(): Promise<void> {
  const known = await readLocalStack();
  if (known === undefined) return;
  const signal = AbortSignal.timeout(1_000);
  const answer = await fetch(`${known.sandboxUrl}/_control/faults`, { signal }).catch(() => null);
  if (answer === null) return;
  throw new EnvironmentError(
    `\`usher dev\` or \`usher demo\` already runs here (process ${known.pid}): use it, or end it first.`,
  );
}

async function startOwnWorker(
  options: LocalServicesOptions,
  { stops, lost }: Started,
  what: Pick<StartOptions, 'temporalAddress' | 'databaseUrl' | 'keys' | 'services'>,
): Promise<void> {
  const { log } = options;
  const worker = await timed(options, 'worker', () =>
    startWorker({ ...what, log, sweepEveryMs: 5_000 }),
  );
  // How it ended by itself is said by `lost`.
  stops.push(() => worker.stop().catch(() => undefined));
  const ended = worker.ended.then(
    () => new Promise<never>(() => undefined),
    (cause: unknown) => {
      throw new EnvironmentError('The worker has ended by itself: start again.', { cause });
    },
  );
  lost.push(ended);
}

/** Keeps a service running from now on, and says so whenever it had to be started again. */
function keep(
  { progress }: LocalServicesOptions,
  { stops, lost }: Started,
  service: Restartable,
): void {
  const kept = keepRunning(service, (ms) => {
    progress(`${service.name} ended by itself and was started again`, ms);
  });
  stops.push(() => kept.stop());
  lost.push(kept.lost);
}

async function startDatabase(options: LocalServicesOptions, started: Started): Promise<string> {
  const given = (options.environment ?? process.env)['DATABASE_URL'];
  const url =
    given ??
    (await timed(options, 'Postgres 18', async () => {
      const port = options.ports?.postgres;
      const postgres = await startPostgres({
        dataDir: join(options.dataDir, 'postgres'),
        ...(port === undefined ? {} : { port }),
      });
      keep(options, started, postgres);
      return postgres.url;
    }));
  await timed(options, 'database schema', () => migrateDatabase(url));
  return url;
}

async function startServer(
  options: LocalServicesOptions,
  started: Started,
): Promise<{ readonly address: string; readonly uiUrl: string | undefined }> {
  const address = (options.environment ?? process.env)['TEMPORAL_ADDRESS'];
  if (address !== undefined) return { address, uiUrl: process.env['TEMPORAL_UI_URL'] };
  return timed(options, 'Temporal with its UI', async () => {
    const { temporal: port, ui: uiPort } = options.ports ?? {};
    const temporal = await startTemporal({
      dbFile: join(options.dataDir, 'temporal.db'),
      ...(port === undefined ? {} : { port }),
      ...(uiPort === undefined ? {} : { uiPort }),
    });
    keep(options, started, temporal);
    return temporal;
  });
}

async function timed<T>(
  { progress }: LocalServicesOptions,
  what: string,
  work: () => Promise<T>,
): Promise<T> {
  const begun = performance.now();
  const result = await work();
  progress(what, performance.now() - begun);
  return result;
}
