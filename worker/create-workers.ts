import { Client } from '@temporalio/client';
import { Worker, type NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type pg from 'pg';
import type { Logger } from 'pino';

import { createActivities } from '../activities/create.ts';
import {
  createDeliverActivities,
  type DeliverDependencies,
} from '../activities/deliver/create-deliver-activities.ts';
import type { Nudge } from '../activities/deliver/nudge.ts';
import { createHttpNotifier } from '../activities/providers/notifier.ts';
import { createHttpPayoutProvider } from '../activities/providers/http-payout-provider.ts';
import type { PayoutProvider } from '../activities/providers/payout-provider.ts';
import type { SignedService } from '../activities/providers/signed-http.ts';
import { createHttpRecipients } from '../activities/providers/wechat/recipients.ts';
import { openWechatPay, wechatDelivery } from '../activities/providers/wechat/settings.ts';
import { createWechatPayoutProvider } from '../activities/providers/wechat/wechat-payout-provider.ts';
import { cashProvider } from '../domain/delivery/dispatcher.ts';
import type { KeyRing } from '../store/keys/key-ring.ts';
import type { WechatService } from './wechat-config.ts';

/** The services outside, reached by signed requests. */
export interface Services {
  readonly provider: Service | WechatService;
  readonly notifier: Service;
}

export interface Service {
  readonly url: string;
  /** `whsec_<base64>`. */
  readonly secret: string;
}

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
  readonly services: Services | null;
  readonly delivery: Pick<DeliverDependencies, 'settings' | 'batchPageSize' | 'atPoint'>;
  readonly afterCommit: (() => void | Promise<void>) | undefined;
}

/** Shorter than a delivery's lease. */
const serviceTimeoutMs = 5_000;

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

function createEffectsWorker(equipment: Equipment, services: Services): Promise<Worker> {
  const { shared, queues, pool, identity, nudge, delivery } = equipment;
  const activities = createDeliverActivities({
    pool,
    nudge,
    worker: identity,
    providers: { [cashProvider]: payoutProvider(services.provider) },
    cashProvider,
    notifier: createHttpNotifier(signed(services.notifier)),
    ...('kind' in services.provider ? { settings: wechatDelivery } : {}),
    ...delivery,
  });
  return Worker.create({ ...shared, activities, taskQueue: queues.effects });
}

function payoutProvider(service: Service | WechatService): PayoutProvider {
  if (!('kind' in service)) return createHttpPayoutProvider(signed(service));
  const recipients = createHttpRecipients(signed(service.recipients));
  return createWechatPayoutProvider(openWechatPay(service.settings), recipients);
}

function signed({ url, secret }: Service): SignedService {
  return { baseUrl: url, secret, timeoutMs: serviceTimeoutMs };
}

/** A nudge that is lost is made good by the next one, or by a sweep. */
function quietly(nudge: Promise<void>, log: Logger): void {
  nudge.catch((error: unknown) => {
    log.warn({ err: error }, 'a dispatcher could not be nudged');
  });
}
