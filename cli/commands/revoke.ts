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

interface RevokeOptions extends OperationOptions, ByHandOptions {
  readonly ban?: true;
}

/** `usher revoke`: operations take a code out of use for good. */
export function addRevoke(program: Command): void {
  const command = addCommand(program, {
    usage: 'revoke <code>',
    summary: 'take a code out of use for good',
    more: 'Whether its held rewards are taken back is what the campaign says.',
    examples: ['usher revoke K7MP-3QXA-9TRC --reason "sold on a marketplace, case 4711"'],
  }).option('--ban', 'ban it, as a sanction on its holder');
  addByHandOptions(addOperationOptions(command)).action((code: string, options: RevokeOptions) => {
    const { actor, reason, ban } = options;
    const fields = { actor, reason, ...(ban === undefined ? {} : { ban }) };
    return exitWith(operate(code, options, (usher, call) => usher.revoke({ ...call, ...fields })));
  });
}
