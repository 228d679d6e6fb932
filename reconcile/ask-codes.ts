import type { Command } from '../domain/code/command.ts';
import type { CodeId } from '../domain/ids.ts';
import { inParallel } from './in-parallel.ts';
import { sendCommand } from './send-command.ts';
import type { Log } from './sync-codes.ts';
import type { Services } from './wake.ts';

/** What a code is asked, and how the log tells what came of it. */
export interface Asking {
  readonly code: CodeId;
  readonly command: Command;
  /** What the log says it is about, beside the code. */
  readonly about: object;
  readonly done: string;
  readonly refused: string;
}

/** At a time; each costs its workflow 6 events and the database one transaction. */
const atOnce = 8;

/**
 * Asks codes by commands that nobody waits for. One that does not answer keeps none of the others waiting: it is
 * told in the log, and asked again when the caller comes back.
 */
export async function askCodes(
  services: Services,
  log: Log,
  all: readonly Asking[],
): Promise<void> {
  await inParallel(all, atOnce, async ({ code, command, about, done, refused }) => {
    try {
      const outcome = await sendCommand(services, code, command);
      if (outcome.ok) log.info({ code, ...about }, done);
      else log.warn({ code, ...about, why: outcome.code }, refused);
    } catch (error) {
      log.warn({ err: error, code, ...about }, `${refused}: the code did not answer`);
    }
  });
}
