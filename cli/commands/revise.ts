import type { Command } from 'commander';

import { addCommand } from '../command.ts';
import { exitWith } from '../exit.ts';
import { addOperationOptions, operate, type OperationOptions } from '../operate.ts';
import { readWording } from '../option-values.ts';

interface ReviseOptions extends OperationOptions {
  readonly wording: string;
}

/** `usher revise`: a code gets another invitation. */
export function addRevise(program: Command): void {
  const command = addCommand(program, {
    usage: 'revise <code>',
    summary: "give a code another wording: its holder's invitation",
    more: 'A code is pending, and takes no redemptions, while its wording has words of the lists in force; with a wording that has none it is active. `usher content check` says it before.',
    examples: ['usher revise K7MP-3QXA-9TRC --wording "Join me on Saturday"'],
  }).requiredOption('--wording <text>', 'the new invitation', readWording);
  addOperationOptions(command).action((code: string, options: ReviseOptions) =>
    exitWith(
      operate(code, options, (usher, call) =>
        usher.reviseWording({ ...call, wording: options.wording }),
      ),
    ),
  );
}
