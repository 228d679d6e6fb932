import type pg from 'pg';
import type { Logger } from 'pino';

import { beat, leave } from '../store/workers/heartbeat.ts';

/** How often a worker says that it lives. */
const everyMs = 2_500;

/** Keeps a worker's row fresh until `stop`, which takes the row out. */
export function startHeartbeat(
  pool: pg.Pool,
  worker: string,
  log: Logger,
): { stop(): Promise<void> } {
  let last: Promise<void> = Promise.resolve();
  const once = (): void => {
    last = beat(pool, worker).catch((error: unknown) => {
      log.warn({ err: error }, 'the heartbeat could not be written');
    });
  };
  once();
  const timer = setInterval(once, everyMs);
  return {
    stop: async () => {
      clearInterval(timer);
      await last;
      await leave(pool, worker).catch(() => undefined);
    },
  };
}
