import { exitCodes } from './exit.ts';

const interrupt = (): never => process.exit(exitCodes.interrupted);

/** What Ctrl-C does unless a command knows better: end at once, with the exit code that says so. */
export function exitWhenInterrupted(): void {
  process.on('SIGINT', interrupt);
}

/**
 * Resolves at the first Ctrl-C or SIGTERM, after which whoever waits stops in order. Another Ctrl-C
 * ends the process at once.
 */
export async function untilToldToStop(): Promise<void> {
  process.off('SIGINT', interrupt);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  exitWhenInterrupted();
}

/**
 * Lets a command end by itself with what it has: the first Ctrl-C gives the signal, another one ends
 * the process at once. `release` gives Ctrl-C back its usual meaning.
 */
export function interruptible(): { readonly signal: AbortSignal; readonly release: () => void } {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
    exitWhenInterrupted();
  };
  process.off('SIGINT', interrupt);
  process.once('SIGINT', abort);
  const release = (): void => {
    process.off('SIGINT', abort);
    process.off('SIGINT', interrupt);
    exitWhenInterrupted();
  };
  return { signal: controller.signal, release };
}
