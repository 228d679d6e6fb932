import { existsSync } from 'node:fs';
import { hostname } from 'node:os';

import { NativeConnection, type Worker, type WorkflowBundleOption } from '@temporalio/worker';
import type { Logger } from 'pino';
import { v7 as uuid } from 'uuid';

import { createNudge, nudgeWaiting } from '../activities/deliver/nudge.ts';
import { assert } from '../domain/assert.ts';
import { cashProvider, effectsTaskQueue } from '../domain/delivery/dispatcher.ts';
import { startSweeping } from '../reconcile/sweep.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import { createPool } from '../store/pool.ts';
import { builtBundlePath, bundleWorkflows } from './bundle.ts';
import { checkRoute } from './check-callbacks.ts';
import {
  startCallbacks,
  type CallbackAddress,
  type CallbackReceiver,
  type CallbackRoute,
} from './callbacks.ts';
import { clientOf, createWorkers, type Equipment } from './create-workers.ts';
import { startHeartbeat } from './heartbeat.ts';
import { installRuntime } from './logging.ts';
import { lookAgain } from './look-again.ts';
import { startReconciling, type ReconcilingPace } from './reconciling.ts';
import { openServices, type Services } from './services.ts';

export interface StartOptions {
  readonly temporalAddress: string;
  /** Default: `default`. */
  readonly namespace?: string;
  readonly databaseUrl: string;
  readonly keys: KeyRing;
  readonly log: Logger;
  /** Default: `codes` and `effects`. */
  readonly taskQueues?: Equipment['queues'];
  /** Default: the bundle of the build, or one made now when this runs from source. */
  readonly bundlePath?: string;
  /** Who pays and who brings messages; without them this process delivers nothing. */
  readonly services?: Services | null;
  /** Where the provider calls back; without it, nowhere. */
  readonly callbacks?: CallbackAddress | null;
  /** Default: every quarter of an hour in a worker that sweeps, and never in another. */
  readonly reconciling?: ReconcilingPace;
  /** Pace of deliveries, and where a test makes the process die in them. */
  readonly delivery?: Equipment['delivery'];
  /** How often rows and workflows are brought in line; without it this process does not sweep. */
  readonly sweepEveryMs?: number;
  /**
   * True: what a `patched` branch changes does not begin yet, because workers still run that do not
   * know the patch and could not replay its marker. What began elsewhere is replayed all the same.
   */
  readonly holdPatches?: boolean;
  /** Between COMMIT and the end of the activity: where a test makes the process die. */
  readonly afterCommit?: Equipment['afterCommit'];
}

export interface RunningWorker {
  /** How it is called in Temporal, in the table of workers and in the rows that it commits. */
  readonly identity: string;
  /** Where the provider is to call back; null when callbacks are not received. */
  readonly callbackUrl: string | null;
  /** Resolves after `stop`; rejects when the worker ended by itself. */
  readonly ended: Promise<void>;
  /** Takes no more work, finishes what is under way, and closes what was opened. */
  stop(): Promise<void>;
}

const connectionsMax = 20;
/** How far back a provider's statement is read: longer than a receiver may take to collect. */
const windowMs = 3 * 24 * 3_600_000;

const bounds = {
  /** At some 300 KB each. */
  maxCachedWorkflows: 1_000,
  // A worker that starts replays them one after the other, so that each is done before its task's
  // time is over; forty at once are all too late, are given up, and begin again.
  maxConcurrentWorkflowTaskExecutions: 10,
  // The default makes the first update after a worker's death wait for ten seconds.
  stickyQueueScheduleToStartTimeout: 2_000,
  // Whoever was stopped meanwhile, or starved, has not been running that long: and where Node interrupts
  // code in a context, its async hooks are out of step, and it ends the process. Not among the SDK's
  // documented options.
  isolateExecutionTimeout: 120_000,
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
  const { databaseUrl, namespace = 'default', temporalAddress } = options;
  const identity = `${hostname()}/${String(process.pid)}/${uuid().slice(-12)}`;
  const log = options.log.child({ worker: identity });
  installRuntime(options.log);
  const connection = await NativeConnection.connect({ address: temporalAddress });
  const pool = createPool(databaseUrl, { max: connectionsMax, applicationName: 'usher-worker' });
  const workflowBundle = await bundle(options.bundlePath);
  const patches = options.holdPatches === true ? { patchActivationCallback: () => false } : {};
  const shared = { connection, namespace, identity, workflowBundle, ...bounds, ...patches };
  const queues = options.taskQueues ?? { codes: 'codes', effects: effectsTaskQueue };
  const nudge = createNudge(clientOf(shared), queues.effects);
  const equipment: Equipment = {
    shared,
    queues,
    pool,
    keys: options.keys,
    log,
    identity,
    nudge,
    services: options.services ? openServices(options.services) : null,
    delivery: options.delivery ?? {},
    afterCommit: options.afterCommit,
  };
  const disconnect = async (): Promise<void> => {
    await nudge.idle();
    await connection.close();
    await pool.end();
  };
  const receiver = await receive(equipment, options.callbacks).catch(async (error: unknown) => {
    await disconnect();
    throw error;
  });
  const workers = await createWorkers(equipment);
  for (const { options: taken } of workers) {
    const { isolateExecutionTimeoutMs: ms } = taken;
    assert(ms === bounds.isolateExecutionTimeout, 'the SDK takes the time that workflow code has');
  }
  const rounds = startRounds(equipment, options);
  const running = { workers, identity, log, callbackUrl: receiver?.url ?? null };
  return operate(running, async () => {
    await receiver?.stop();
    for (const round of rounds) await round.stop();
    await disconnect();
  });
}

/** What a worker does of its own accord, the last one to be stopped last. */
function startRounds(
  { shared, queues, pool, log, identity, nudge, services }: Equipment,
  { sweepEveryMs: intervalMs, reconciling }: StartOptions,
): readonly { stop(): Promise<void> }[] {
  const heartbeat = startHeartbeat(pool, identity, log);
  const temporal = clientOf(shared);
  const around = { temporal, pool, taskQueue: queues.codes };
  const rounds: { stop(): Promise<void> }[] = [];
  if (intervalMs !== undefined) {
    const nudgeAll = (): Promise<void> => nudgeWaiting(pool, nudge);
    const batchQueue = services === null ? undefined : queues.effects;
    const sweeping = { ...around, workerId: identity, nudge: nudgeAll, log, intervalMs };
    rounds.push(startSweeping({ ...sweeping, batchQueue }));
  }
  if (services !== null && (intervalMs !== undefined || reconciling !== undefined)) {
    const { port } = services.provider;
    const nudgePayouts = (): Promise<void> => nudge.payouts(cashProvider);
    const sides = { ...around, provider: cashProvider, port, windowMs, nudge: nudgePayouts };
    rounds.push(startReconciling(sides, log, reconciling));
  }
  return [...rounds, heartbeat];
}

/** Null where there is nobody to call back, or nowhere to. */
async function receive(
  { shared, queues, pool, log, nudge, services }: Equipment,
  address: StartOptions['callbacks'],
): Promise<CallbackReceiver | null> {
  if (services === null || !address) return null;
  const { provider, verifier } = services;
  const around = { temporal: clientOf(shared), pool, taskQueue: queues.codes };
  const looking = { ...around, port: provider.port, nudge, log };
  const checkRoutes =
    verifier === null ? [] : [checkRoute(verifier, { ...around, log }, queues.effects)];
  const { path, handle } = provider.callbacks;
  const payouts: CallbackRoute = {
    path,
    handle: (received) => handle(received, (hint) => lookAgain(looking, hint)),
  };
  const receiver = await startCallbacks(address, [payouts, ...checkRoutes]);
  log.info({ url: receiver.url }, 'callbacks are received');
  return receiver;
}

function operate(
  running: Pick<RunningWorker, 'identity' | 'callbackUrl'> & {
    readonly workers: readonly Worker[];
    readonly log: Logger;
  },
  close: () => Promise<void>,
): RunningWorker {
  const { workers, identity, callbackUrl, log } = running;
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
    callbackUrl,
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
