import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { inject } from 'vitest';

import { writeLocalStack } from '../../cli/local-stack.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { servicesOf } from '../../sandbox/services.ts';
import type { KeyRing } from '../../store/keys/key-ring.ts';
import { createStage } from '../support/stage.ts';
import { usher, usherJson, type Environment, type Run } from './usher.ts';

/** A running stack that `usher` finds by the file that `usher dev` would leave. */
export interface CliStage {
  readonly environment: Environment;
  /** For files of a test's own; gone in the end. */
  readonly directory: string;
  /** Runs a command, with what it says for programs. */
  run(...args: string[]): Promise<Run & { readonly json: unknown }>;
  /** Runs a command, with what it says for people. */
  text(...args: string[]): Promise<Run>;
  close(): Promise<void>;
}

/** Starts a worker, unless told not to, and a sandbox on a database and task queues of their own. */
export async function createCliStage({ worker = true } = {}): Promise<CliStage> {
  const stage = await createStage();
  const directory = await mkdtemp(join(tmpdir(), 'usher-cli-'));
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const sandbox = await startSandbox({ secret });
  const services = servicesOf(sandbox);
  const reconciling = { everyMs: 3_600_000, pollMs: 100 };
  if (worker) await stage.work({ services, reconciling });
  const file = join(directory, 'usher.json');
  const stack = {
    databaseUrl: stage.database.url,
    temporalAddress: inject('temporalAddress'),
    temporalUi: 'http://127.0.0.1:8233',
    sandboxUrl: sandbox.url,
    notifier: services.notifier,
    keysFile: join(directory, 'not-used.json'),
    taskQueues: stage.queues,
  };
  await writeLocalStack(stack, file);
  const environment = { USHER_LOCAL_STACK: file, ...keysOf(stage.keys) };
  return {
    environment,
    directory,
    run: (...args) => usherJson(args, environment),
    text: (...args) => usher(args, environment),
    close: async () => {
      await stage.close();
      await sandbox.stop();
      await rm(directory, { recursive: true });
    },
  };
}

function keysOf({ current, keys }: KeyRing): Environment {
  const key = keys.get(current);
  const text = (bytes: Buffer | undefined): string =>
    `${current}:${bytes?.toString('base64') ?? ''}`;
  return { USHER_PEPPERS: text(key?.pepper), USHER_SEALING_KEYS: text(key?.sealing) };
}
