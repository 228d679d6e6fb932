import { spawn, type ChildProcess } from 'node:child_process';

/**
 * A service that runs beside us, in a process group of its own, so that Ctrl-C in a terminal reaches us
 * alone and we end the services in our own order.
 *
 * If we die without a chance to stop it (SIGKILL), a guard notices that its standard input has closed,
 * and interrupts the service, then kills it when it has not ended within ten seconds. The guard needs
 * `/bin/sh`; where there is none the service stays until somebody ends it.
 */
export interface Child {
  readonly pid: number;
  /** The last lines it wrote, for messages. */
  readonly lastLines: () => string;
  readonly running: () => boolean;
  /** Resolves when the process has ended, whoever ended it. */
  readonly ended: Promise<void>;
  /** Interrupts it and waits; kills it when it has not ended within ten seconds. */
  stop(): Promise<void>;
  /** SIGKILL at once. */
  kill(): void;
}

export interface ChildOptions {
  command: string;
  args: string[];
  user?: { uid: number; gid: number } | undefined;
  log?: ((line: string) => void) | undefined;
}

const STOP_LIMIT_MS = 10_000;
const GUARD = `read _; kill -INT "$1" || exit
for _ in 1 2 3 4 5 6 7 8 9 10; do sleep 1; kill -0 "$1" || exit; done
kill -KILL "$1"`;

/** Starts a service; rejects when the command cannot be run at all. */
export async function startChild(options: ChildOptions): Promise<Child> {
  const child = spawn(options.command, options.args, {
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options.user,
  });
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${options.command} has no process id`);
  const lines = collectLines(child, options.log);
  const guard = startGuard(pid);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      guard.kill('SIGKILL');
      resolve();
    });
  });
  const running = () => child.exitCode === null && child.signalCode === null;
  return {
    pid,
    ended,
    running,
    lastLines: () => lines.join('\n'),
    stop: async () => {
      if (!running()) return;
      child.kill('SIGINT');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
      await ended;
      clearTimeout(timer);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

function startGuard(pid: number): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', GUARD, 'usher-guard', String(pid)], {
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined);
  guard.unref();
  return guard;
}

function collectLines(child: ChildProcess, log: ChildOptions['log']): string[] {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      const parts = (rest + chunk).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) {
        lines.push(line);
        if (lines.length > 20) lines.shift();
        log?.(line);
      }
    });
  }
  return lines;
}
