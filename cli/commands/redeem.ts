import type { Command } from 'commander';

import type { OnCode, UseCall } from '../../client/calls.ts';
import { addCommand } from '../command.ts';
import { exitWith } from '../exit.ts';
import { addOperationOptions, operate, type OperationOptions } from '../operate.ts';

interface UseOptions extends OperationOptions {
  readonly invitee: string;
  readonly channel?: string;
  readonly share?: string;
  readonly ip?: string;
  readonly region?: string;
  readonly existingCustomer?: true;
}

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

/** `usher check`: what redeeming would be answered. */
export function addCheck(program: Command): void {
  const command = addCommand(program, {
    usage: 'check <code>',
    summary: 'say what redeeming a code would be answered, without doing it',
    more: 'Asks the same rules with the same facts; writes nothing but the count of look-ups.',
    examples: ['usher check K7MP-3QXA-9TRC --invitee bob'],
  });
  addUseOptions(command).action((code: string, options: UseOptions) =>
    exitWith(operate(code, options, (usher, call) => usher.check(useCall(call, options)))),
  );
}

function addUseOptions(command: Command): Command {
  command
    .requiredOption('--invitee <id>', 'who uses the code: an id that says nothing to us')
    .option('--channel <name>', 'the channel that the invitee came by')
    .option('--share <name>', 'the share that the invitee came by')
    .option('--ip <address>', 'the network address of the request')
    .option('--region <code>', 'ISO 3166 code of country or region')
    .option('--existing-customer', 'the invitee was a customer before');
  return addOperationOptions(command);
}

function useCall(call: OnCode, options: UseOptions): UseCall {
  const { invitee, channel, share, ip, region, existingCustomer } = options;
  return {
    ...call,
    invitee,
    ...(channel === undefined ? {} : { channel }),
    ...(share === undefined ? {} : { share }),
    ...(ip === undefined ? {} : { ip }),
    ...(region === undefined ? {} : { region }),
    ...(existingCustomer === undefined ? {} : { existingCustomer }),
  };
}
