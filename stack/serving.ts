import { setTimeout as sleep } from 'node:timers/promises';

import type { Child } from './child.ts';
import { EnvironmentError } from './environment-error.ts';
import { isFree } from './ports.ts';

export interface Service {
  name: string;
  port: number;
  start(): Promise<Child>;
  /** Whether it serves by now. */
  ready(): Promise<boolean>;
  /** What the reader can do instead, as the end of a sentence. */
  instead: string;
}

const START_LIMIT_MS = 30_000;
const PORT_LIMIT_MS = 3_000;

/**
 * Starts a service and waits until it serves; starts it again for as long as it exits at once, since after
 * a SIGKILL its data may be held for another moment by what it left behind.
 */
export async function startServing(service: Service): Promise<Child> {
  const began = Date.now();
  for (;;) {
    await untilFree(service, began + PORT_LIMIT_MS);
    const child = await service.start();
    while (child.running() && Date.now() < began + START_LIMIT_MS) {
      if (await service.ready()) return child;
      await sleep(50);
    }
    await child.stop();
    if (Date.now() >= began + START_LIMIT_MS) {
      throw new EnvironmentError(
        `${service.name} did not start: end what holds its data, or ${service.instead}. It said: ${child.lastLines()}`,
      );
    }
    await sleep(200);
  }
}

/** So that we never take another's server on the same port for ours. */
async function untilFree({ name, port, instead }: Service, deadline: number): Promise<void> {
  while (!(await isFree(port))) {
    if (Date.now() >= deadline) {
      throw new EnvironmentError(
        `Port ${port}, meant for ${name}, is taken: end what listens there, or ${instead}.`,
      );
    }
    await sleep(100);
  }
}
