import type { Command } from 'commander';

import { addCommand } from '../command.ts';

/** `usher worker`: decides commands, wakes at deadlines and delivers, until it is told to stop. */
export function addWorker(program: Command): void {
  addCommand(program, {
    usage: 'worker',
    summary: 'run a worker: it decides, wakes codes at their deadlines, and delivers',
    more: 'Reads DATABASE_URL, TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, USHER_PEPPERS, USHER_SEALING_KEYS, USHER_PROVIDER_URL and _SECRET, USHER_NOTIFIER_URL and _SECRET, USHER_VERIFIER_URL and _SECRET, USHER_CALLBACK_PORT and _HOST, LOG_LEVEL. Logs JSON lines to standard error. SIGINT and SIGTERM let it finish what is under way.',
    examples: ['usher worker'],
  }).action(async () => {
    process.removeAllListeners('SIGINT');
    await import('../../worker/main.ts');
  });
}
