import { setTimeout as sleep } from 'node:timers/promises';

import type { Child } from './child.ts';
import { EnvironmentError } from './environment-error.ts';
import { isFree } from './ports.ts';

export interface Service {
  name: string;
  /** Where it is to listen, by what listens there. */
  ports: Readonly<Record<string, number>>;
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
      const lines = child.lastLines();
      const said = lines === '' ? '' : ` It said: ${lines}`;
      throw new EnvironmentError(
        `${service.name} did not start: end what holds its data, or ${service.instead}.${said}`,
      );
    }
    await sleep(200);
  }
}

/** So that we never take another's server on the same port for ours. */
async function untilFree({ ports, instead }: Service, deadline: number): Promise<void> {
  for (const [name, port] of Object.entries(ports)) {
    while (!(await isFree(port))) {
      if (Date.now() >= deadline) {
        throw new EnvironmentError(
          `Port ${port}, meant for ${name}, is taken: end what listens there, choose another port, or ${instead}.`,
        );
      }
      await sleep(100);
    }
  }
}
