import type { Command } from 'commander';

import { addCommand } from '../command.ts';
import { exitWith } from '../exit.ts';
import {
  addByHandOptions,
  addOperationOptions,
  operate,
  type ByHandOptions,
  type OperationOptions,
} from '../operate.ts';

interface ResetOptions extends OperationOptions, ByHandOptions {
  readonly appeal?: true;
}

/** `usher reset`: an administrator gives a code a new lifetime. */
export function addReset(program: Command): void {
  const command = addCommand(program, {
    usage: 'reset <code>',
    summary: 'give a code a new lifetime, where its campaign allows it',
    examples: [
      'usher reset K7MP-3QXA-9TRC --reason "the fair was put off by a week"',
      'usher reset K7MP-3QXA-9TRC --appeal --reason "revoked by mistake, case 4711"',
    ],
  }).option('--appeal', 'lift a revocation or a ban');
  addByHandOptions(addOperationOptions(command)).action((code: string, options: ResetOptions) => {
    const { actor, reason, appeal } = options;
    const fields = { actor, reason, ...(appeal === undefined ? {} : { appeal }) };
    return exitWith(operate(code, options, (usher, call) => usher.reset({ ...call, ...fields })));
  });
}
