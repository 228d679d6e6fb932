import type { Command } from 'commander';

import { addCommand } from '../command.ts';
import { exitWith } from '../exit.ts';
import { operate } from '../operate.ts';
import { addUseOptions, useCall, type UseOptions } from '../use-options.ts';

/** `usher redeem`: an invitee uses a code. */
export function addRedeem(program: Command): void {
  const command = addCommand(program, {
    usage: 'redeem <code>',
    summary: 'redeem a code for an invitee',
    examples: ['usher redeem K7MP-3QXA-9TRC --invitee bob --channel poster'],
  });
  addUseOptions(command).action((code: string, options: UseOptions) =>
    exitWith(operate(code, options, (usher, call) => usher.redeem(useCall(call, options)))),
  );
}
