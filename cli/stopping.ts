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
