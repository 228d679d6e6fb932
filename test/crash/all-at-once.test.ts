import { afterAll, beforeAll, test } from 'vitest';

import { startCrashStack, type CrashStack } from '../support/crash-stack.ts';
import { strikeUnderLoad } from '../support/under-load.ts';
import type { WorkerProcess } from '../support/worker-process.ts';

let stack: CrashStack;
let worker: WorkerProcess;

beforeAll(async () => {
  stack = await startCrashStack();
  worker = await stack.startWorker();
});
afterAll(() => stack.stop());

test('Postgres, Temporal and the worker are killed together under load', () =>
  strikeUnderLoad(stack, {
    id: 'kill-all',
    name: 'all killed together',
    strike: async () => {
      stack.postgres.kill();
      stack.temporal.kill();
      await worker.kill();
      await Promise.all([stack.postgres.restart(), stack.temporal.restart()]);
      worker = await stack.startWorker();
      return 3;
    },
  }));
