import { ApplicationFailure } from '@temporalio/workflow';

import { batchMax, type Command, type CommandKind } from '../domain/code/command.ts';
import { envelopeRefused } from './messages.ts';

/**
 * The validator of one kind's update: an array of 1 to 500 objects with a string `opId` and the
 * update's own kind. Nothing of the code's state is looked at, and a command that is malformed
 * otherwise gets its own outcome. Synchronous, since an asynchronous validator accepts everything.
 */
export function envelopeOf(kind: CommandKind): (commands: Command[]) => void {
  return (commands: unknown): void => {
    if (!Array.isArray(commands)) throw refused(`${kind} takes an array of commands`);
    if (commands.length === 0 || commands.length > batchMax) {
      throw refused(`${kind} takes 1 to ${batchMax} commands, not ${commands.length}`);
    }
    commands.forEach((command: unknown, index) => {
      const one = command as { readonly opId?: unknown; readonly kind?: unknown } | null;
      if (typeof one !== 'object' || typeof one?.opId !== 'string') {
        throw refused(`command ${index} has no opId`);
      }
      if (one.kind !== kind) throw refused(`command ${index} is not of kind ${kind}`);
    });
  };
}

function refused(message: string): ApplicationFailure {
  return ApplicationFailure.nonRetryable(message, envelopeRefused);
}
