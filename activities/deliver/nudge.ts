import { setTimeout as sleep } from 'node:timers/promises';

import type { Client } from '@temporalio/client';
import type pg from 'pg';

import {
  messageDispatcherOn,
  nudgeSignal,
  payoutDispatcherOf,
  type Dispatcher,
} from '../../domain/delivery/dispatcher.ts';
import { nextMessageInMs } from '../../store/messages/messages-waiting.ts';
import { providersWithPayouts } from '../../store/payouts/payouts-waiting.ts';

/**
 * Tells dispatchers that there is something to deliver, starting those that do not run. To be
 * called after the rows are committed. Rejects when Temporal cannot be reached; the rows then wait
 * for the next nudge or sweep.
 */
export interface Nudge {
  payouts(provider: string): Promise<void>;
  messages(): Promise<void>;
}

/** A nudge whose client may be closed, once nothing of it is on its way any more. */
export interface ClosableNudge extends Nudge {
  /** Resolves when all that were asked for have ended, however they did. */
  idle(): Promise<void>;
}

/** Least time between two nudges of one dispatcher by one worker. */
const pauseMs = 200;

/**
 * Nudges through a client, the first time at once. All that are asked for while a nudge is on its
 * way, or just after, become one more, so that a busy code does not flood a dispatcher's history.
 */
export function createNudge(client: Client, taskQueue: string): ClosableNudge {
  const payouts = new Map<string, () => Promise<void>>();
  const messages = inOne(() => signal(client, messageDispatcherOn(taskQueue)));
  const asked = new Set<Promise<void>>();
  const kept = (nudge: Promise<void>): Promise<void> => {
    const over = nudge.then(noop, noop).then(() => void asked.delete(over));
    asked.add(over);
    return nudge;
  };
  return {
    messages: () => kept(messages()),
    payouts: (provider) => {
      const dispatcher = payoutDispatcherOf(provider, taskQueue);
      const known = payouts.get(provider) ?? inOne(() => signal(client, dispatcher));
      payouts.set(provider, known);
      return kept(known());
    },
    idle: async () => {
      while (asked.size > 0) await Promise.all(asked);
    },
  };
}

const noop = (): void => undefined;

/** Nudges every dispatcher that has something to deliver: mends a nudge that was lost. */
export async function nudgeWaiting(pool: pg.Pool, nudge: Nudge): Promise<void> {
  for (const provider of await providersWithPayouts(pool)) await nudge.payouts(provider);
  if ((await nextMessageInMs(pool)) !== null) await nudge.messages();
}

async function signal(client: Client, to: Dispatcher): Promise<void> {
  const { workflowType, workflowId, taskQueue, args, staticSummary } = to;
  await client.workflow.signalWithStart(workflowType, {
    workflowId,
    taskQueue,
    args: [...args],
    staticSummary,
    signal: nudgeSignal,
  });
}

/** One run at a time, then a pause; calls during either share the one run that follows. */
function inOne(run: () => Promise<void>): () => Promise<void> {
  let quiet: Promise<void> | undefined;
  let following: Promise<void> | undefined;
  const start = (): Promise<void> => {
    const running = run();
    const over = running
      .catch(() => undefined)
      .then(() => sleep(pauseMs))
      .then(() => {
        if (quiet === over) quiet = undefined;
      });
    quiet = over;
    return running;
  };
  return () => {
    if (quiet === undefined) return start();
    following ??= quiet.then(() => {
      following = undefined;
      return start();
    });
    return following;
  };
}
