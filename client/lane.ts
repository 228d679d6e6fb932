import type { Command } from '../domain/code/command.ts';
import type { Outcome } from '../domain/code/outcome.ts';
import { createBacklog, type Waiting } from './backlog.ts';
import { deliver, type DeliveryPort } from './delivery.ts';
import { UsherError } from './usher-error.ts';

/** One code's way in: at most one update in flight; what arrives meanwhile goes with the next. */
export interface Lane {
  /**
   * Resolves with the outcome; rejects with an `UsherError` at `deadline` (epoch milliseconds of
   * the real clock) at the latest. Callers take turns by their names.
   */
  push(command: Command, deadline: number, caller: string): Promise<Outcome>;
}

/** Opens a lane. `idle` is told whenever nothing waits and nothing is in flight any more. */
export function createLane(port: DeliveryPort, idle: () => void): Lane {
  const backlog = createBacklog();
  let running = false;

  const run = async (): Promise<void> => {
    // What is pushed in the same turn belongs in the same batch.
    await Promise.resolve();
    for (let batch = backlog.take(); batch.length > 0; batch = backlog.take()) {
      for (const item of batch) clearTimeout(item.leaving);
      await deliver(port, batch);
    }
    running = false;
    idle();
  };

  return {
    push: (command, deadline, caller) =>
      new Promise((resolve, reject) => {
        const leaving = setTimeout(
          () => {
            backlog.remove(item);
            reject(new UsherError('DEADLINE_PASSED'));
          },
          Math.max(0, deadline - Date.now()),
        );
        const bytes = Buffer.byteLength(JSON.stringify(command)) + 1;
        const item: Waiting = { command, bytes, caller, deadline, leaving, resolve, reject };
        backlog.add(item);
        if (running) return;
        running = true;
        void run();
      }),
  };
}
