import { existsSync } from 'node:fs';
import { hostname } from 'node:os';

import { Client } from '@temporalio/client';
import {
  NativeConnection,
  Worker,
  type WorkerOptions,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import type pg from 'pg';
import type { Logger } from 'pino';
import { v7 as uuid } from 'uuid';

import { createActivities } from '../activities/create.ts';
import {
  createDeliverActivities,
  type DeliverDependencies,
} from '../activities/deliver/create-deliver-activities.ts';
import { createNudge } from '../activities/deliver/nudge.ts';
import { createHttpNotifier } from '../activities/providers/notifier.ts';
import { createHttpPayoutProvider } from '../activities/providers/http-payout-provider.ts';
import type { SignedService } from '../activities/providers/signed-http.ts';
import { cashProvider, effectsTaskQueue } from '../domain/delivery/dispatcher.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import { createPool } from '../store/pool.ts';
import { builtBundlePath, bundleWorkflows } from './bundle.ts';
import { startHeartbeat } from './heartbeat.ts';
import { installRuntime } from './logging.ts';

export interface StartOptions {
  readonly temporalAddress: string;
  /** Default: `default`. */
  readonly namespace?: string;
  readonly databaseUrl: string;
  readonly keys: KeyRing;
  readonly log: Logger;
  /** Default: `codes` and `effects`. */
  readonly taskQueues?: TaskQueues;
  /** Default: the bundle of the build, or one made now when this runs from source. */
  readonly bundlePath?: string;
  /** Who pays and who brings messages; without them this process delivers nothing. */
  readonly services?: Services | null;
  /** Pace of deliveries, and where a test makes the process die in them. */
  readonly delivery?: Pick<DeliverDependencies, 'settings' | 'batchPageSize' | 'atPoint'>;
  /** Between COMMIT and the end of the activity: where a test makes the process die. */
  readonly afterCommit?: () => void | Promise<void>;
}

/** Codes have a queue of their own, so that a slow provider never holds up a redemption. */
export interface TaskQueues {
  readonly codes: string;
  readonly effects: string;
}

/** The services outside, reached by signed requests. */
export interface Services {
  readonly provider: Service;
  readonly notifier: Service;
}

export interface Service {
  readonly url: string;
  /** `whsec_<base64>`. */
  readonly secret: string;
}

export interface RunningWorker {
  /** How it is called in Temporal, in the table of workers and in the rows that it commits. */
  readonly identity: string;
  /** Resolves after `stop`; rejects when the worker ended by itself. */
  readonly ended: Promise<void>;
  /** Takes no more work, finishes what is under way, and closes what was opened. */
  stop(): Promise<void>;
}

/** Shorter than a delivery's lease. */
const serviceTimeoutMs = 5_000;
/** Connections to the database; local activities beyond them would only wait for one. */
const connectionsMax = 20;

const bounds = {
  /** At some 300 KB each. */
  maxCachedWorkflows: 1_000,
  // The default makes the first update after a worker's death wait for ten seconds.
  stickyQueueScheduleToStartTimeout: 2_000,
  shutdownGraceTime: 10_000,
  // A hung activity must not keep a process that was told to end.
  shutdownForceTime: 20_000,
};

/**
 * Starts a worker for codes, and one for effects where it knows the services, in this process. The
 * first one in a process also settles where Temporal's SDK logs to.
 * @throws TransportError when Temporal cannot be reached
 */
export async function startWorker(options: StartOptions): Promise<RunningWorker> {
  const { namespace = 'default' } = options;
  const identity = `${hostname()}/${String(process.pid)}/${uuid().slice(-12)}`;
  const log = options.log.child({ worker: identity });
  installRuntime(options.log);
  const connection = await NativeConnection.connect({ address: options.temporalAddress });
  const pool = createPool(options.databaseUrl, {
    max: connectionsMax,
    applicationName: 'usher-worker',
  });
  const workflowBundle = await bundle(options.bundlePath);
  const workers = await createWorkers(options, {
    shared: { connection, namespace, identity, workflowBundle, ...bounds },
    pool,
    log,
    identity,
  });
  const heartbeat = startHeartbeat(pool, identity, log);
  return operate({ workers, identity, log }, async () => {
    await heartbeat.stop();
    await connection.close();
    await pool.end();
  });
}

interface Opened {
  readonly shared: Omit<WorkerOptions, 'taskQueue'> & { readonly connection: NativeConnection };
  readonly pool: pg.Pool;
  readonly log: Logger;
  readonly identity: string;
}

async function createWorkers(options: StartOptions, opened: Opened): Promise<Worker[]> {
  const { shared, pool, log, identity: worker } = opened;
  const { keys, afterCommit, services } = options;
  const { connection, namespace = 'default' } = shared;
  const queues = options.taskQueues ?? { codes: 'codes', effects: effectsTaskQueue };
  const nudge = createNudge(new Client({ connection, namespace }), queues.effects);
  const activities = createActivities({
    pool,
    keys,
    log,
    worker,
    nudge: (due) => {
      if (due.payouts) quietly(nudge.payouts(cashProvider), log);
      if (due.messages) quietly(nudge.messages(), log);
    },
    ...(afterCommit === undefined ? {} : { afterCommit }),
  });
  const codes = await Worker.create({
    ...shared,
    activities,
    taskQueue: queues.codes,
    enableNonLocalActivities: false,
    maxConcurrentLocalActivityExecutions: connectionsMax,
  });
  if (services === undefined || services === null) return [codes];
  const provider = createHttpPayoutProvider(signed(services.provider));
  const deliver = createDeliverActivities({
    pool,
    nudge,
    worker,
    providers: { [cashProvider]: provider },
    cashProvider,
    notifier: createHttpNotifier(signed(services.notifier)),
    ...options.delivery,
  });
  const effects = await Worker.create({
    ...shared,
    activities: deliver,
    taskQueue: queues.effects,
  });
  return [codes, effects];
}

function signed({ url, secret }: Service): SignedService {
  return { baseUrl: url, secret, timeoutMs: serviceTimeoutMs };
}

function operate(
  running: { readonly workers: readonly Worker[]; readonly identity: string; readonly log: Logger },
  close: () => Promise<void>,
): RunningWorker {
  const { workers, identity, log } = running;
  const shutDown = (): void => {
    for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
  };
  // Of two workers neither goes on without the other.
  const runs = workers.map((worker) => worker.run().finally(shutDown));
  const ended = Promise.all(runs).then(
    async () => {
      await close();
      log.info('the worker has ended');
    },
    async (error: unknown) => {
      await Promise.allSettled(runs);
      await close();
      throw error;
    },
  );
  // Whoever wants to know asks `ended`; nobody has to.
  ended.catch(() => undefined);
  log.info('the worker has started');
  return {
    identity,
    ended,
    stop: async () => {
      shutDown();
      await ended;
    },
  };
}

async function bundle(path: string | undefined): Promise<WorkflowBundleOption> {
  if (path !== undefined) return { codePath: path };
  if (existsSync(builtBundlePath)) return { codePath: builtBundlePath };
  return { code: await bundleWorkflows() };
}

/** A nudge that is lost is made good by the next one, or by a sweep. */
function quietly(nudge: Promise<void>, log: Logger): void {
  nudge.catch((error: unknown) => {
    log.warn({ err: error }, 'a dispatcher could not be nudged');
  });
}
