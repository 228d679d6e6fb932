import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { StartOptions } from '../../worker/run.ts';

/** Where a worker process ends itself, or stands still until it is continued. */
export interface Fault {
  /** `before-commit`: decided and written, not committed. `after-commit`: nobody told yet. */
  readonly at: 'before-commit' | 'after-commit';
  readonly signal: 'SIGKILL' | 'SIGSTOP';
  /** It strikes as soon as this many commits stand at the point, or 5 s after the first one. */
  readonly commits: number;
}

/** What crosses the channel: no functions, and keys as JSON. */
export type ProcessOptions = Omit<StartOptions, 'keys' | 'log' | 'afterCommit' | 'delivery'> & {
  readonly keys: string;
  readonly fault?: Fault;
};

export type ToWorker =
  | { readonly do: 'start'; readonly options: ProcessOptions }
  | { readonly do: 'arm'; readonly fault: Fault };

export type FromWorker =
  { readonly is: 'loaded' } | { readonly is: 'running'; readonly identity: string };

/** A worker in a process of its own. */
export interface WorkerProcess {
  readonly pid: number;
  /** As rows name it in `committed_by`. */
  readonly identity: string;
  /** Resolves with the signal that ended it, or null. */
  readonly ended: Promise<NodeJS.Signals | null>;
  /** Sets the next fault of a running worker. */
  arm(fault: Fault): void;
  signal(name: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void;
  /** SIGKILL, and waits for the end. */
  kill(): Promise<void>;
  /** What it wrote, for when a test fails. */
  log(): Promise<string>;
}

/** A process that has loaded everything and waits to be started as a worker. */
export interface Standby {
  start(options: ProcessOptions): Promise<WorkerProcess>;
  kill(): Promise<void>;
}

const script = fileURLToPath(new URL('./crashing-worker.ts', import.meta.url));

/** Forks a process; what it writes goes to `logFile`. */
export function forkWorker(logFile: string): Standby {
  const log = openSync(logFile, 'a');
  const child = fork(script, { execArgv: ['--import', 'tsx'], stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  const ended = new Promise<NodeJS.Signals | null>((resolve) => {
    child.once('exit', (_code, signal) => {
      resolve(signal);
    });
  });
  const loaded = answer(child, 'loaded');
  // Whoever starts it is told; one that is never started has nobody to tell.
  loaded.catch(() => undefined);
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return {
    kill,
    start: async (options) => {
      await loaded;
      const running = answer(child, 'running');
      send(child, { do: 'start', options });
      const { identity } = await running;
      return {
        pid: child.pid ?? 0,
        identity,
        ended,
        kill,
        arm: (fault) => send(child, { do: 'arm', fault }),
        signal: (name) => void child.kill(name),
        log: () => readFile(logFile, 'utf8'),
      };
    },
  };
}

function send(child: ChildProcess, message: ToWorker): void {
  child.send(message);
}

async function answer<Is extends FromWorker['is']>(
  child: ChildProcess,
  is: Is,
): Promise<Extract<FromWorker, { is: Is }>> {
  return new Promise((resolve, reject) => {
    child.on('message', (message: FromWorker) => {
      if (message.is === is) resolve(message as Extract<FromWorker, { is: Is }>);
    });
    child.once('exit', (code, signal) => {
      reject(new Error(`the worker ended before it was ${is} (${String(signal ?? code)})`));
    });
  });
}
