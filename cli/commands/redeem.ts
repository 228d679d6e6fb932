import type { Command } from 'commander';

import { addCommand } from '../command.ts';
import { exitWith } from '../exit.ts';
import { addOperationOptions, operate, type OperationOptions } from '../operate.ts';
import { addUseOptions, useCall, type UseOptions } from '../use-options.ts';

/** `usher redeem`: an invitee uses a code. */
export function addRedeem(program: Command): void {
  const command = addCommand(program, {
    usage: 'redeem <code>',
    summary: 'redeem a code for an invitee',
    examples: ['usher redeem K7MP-3QXA-9TRC --invitee bob --channel poster'],
  });
  addOperationOptions(addUseOptions(command)).action(
    (code: string, options: UseOptions & OperationOptions) =>
      exitWith(operate(code, options, (usher, call) => usher.redeem(useCall(call, options)))),
  );
}
