import { Client } from '@temporalio/client';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type pg from 'pg';
import type { Logger } from 'pino';

import { createActivities } from '../activities/create.ts';
import {
  createDeliverActivities,
  type DeliverDependencies,
} from '../activities/deliver/create-deliver-activities.ts';
import { createVerifyActivities } from '../activities/verify/create-verify-activities.ts';
import type { Nudge } from '../activities/deliver/nudge.ts';
import { cashProvider } from '../domain/delivery/dispatcher.ts';
import { sendCommand } from '../reconcile/send-command.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import type { OpenServices } from './services.ts';

/** Codes have a queue of their own, so that a slow provider never holds up a redemption. */
interface TaskQueues {
  readonly codes: string;
  readonly effects: string;
}

/** What the workers of one process are made from. */
export interface Equipment {
  /** What both have in common. */
  readonly shared: Omit<WorkerOptions, 'taskQueue'> & { readonly connection: NativeConnection };
  readonly queues: TaskQueues;
  readonly pool: pg.Pool;
  readonly keys: KeyRing;
  readonly log: Logger;
  readonly identity: string;
  readonly nudge: Nudge;
  /** Null: nothing is delivered. */
  readonly services: OpenServices | null;
  readonly delivery: Pick<DeliverDependencies, 'settings' | 'batchPageSize' | 'atPoint'>;
  readonly afterCommit: (() => void | Promise<void>) | undefined;
}

/** A worker for codes and, where the services are known, one for effects. */
export async function createWorkers(equipment: Equipment): Promise<readonly Worker[]> {
  const { services } = equipment;
  const codes = await createCodesWorker(equipment);
  return services === null ? [codes] : [codes, await createEffectsWorker(equipment, services)];
}

/** Whoever asks Temporal over the workers' own connection. */
export function clientOf({ connection, namespace }: Equipment['shared']): Client {
  return new Client({ connection, ...(namespace === undefined ? {} : { namespace }) });
}

function createCodesWorker(equipment: Equipment): Promise<Worker> {
  const { shared, queues, pool, keys, log, identity, nudge, afterCommit } = equipment;
  const activities = createActivities({
    pool,
    keys,
    log,
    worker: identity,
    nudge: (due) => {
      if (due.payouts) quietly(nudge.payouts(cashProvider), log);
      if (due.messages) quietly(nudge.messages(), log);
    },
    ...(afterCommit === undefined ? {} : { afterCommit }),
  });
  return Worker.create({
    ...shared,
    activities,
    taskQueue: queues.codes,
    enableNonLocalActivities: false,
    // More of them would only wait for a connection.
    maxConcurrentLocalActivityExecutions: pool.options.max,
  });
}

function createEffectsWorker(equipment: Equipment, services: OpenServices): Promise<Worker> {
  const { shared, queues, pool, identity, nudge, delivery } = equipment;
  const activities = createDeliverActivities({
    pool,
    nudge,
    worker: identity,
    providers: { [cashProvider]: services.provider.port },
    cashProvider,
    notifier: services.notifier,
    settings: services.provider.settings,
    ...delivery,
  });
  const around = { temporal: clientOf(shared), pool, taskQueue: queues.codes };
  const verifying = createVerifyActivities({
    verifier: services.verifier?.port ?? null,
    tell: ({ code }, command) => sendCommand(around, code, command),
  });
  return Worker.create({
    ...shared,
    activities: { ...activities, ...verifying },
    taskQueue: queues.effects,
  });
}

/** A nudge that is lost is made good by the next one, or by a sweep. */
function quietly(nudge: Promise<void>, log: Logger): void {
  nudge.catch((error: unknown) => {
    log.warn({ err: error }, 'a dispatcher could not be nudged');
  });
}
