import type { Command } from 'commander';

import { say } from '../../lang/say.ts';
import { addCommand } from '../command.ts';
import { exitWith, WrongUse, type ExitCode } from '../exit.ts';
import {
  addOperationOptions,
  operate,
  operateSomewhere,
  type OperationOptions,
} from '../operate.ts';
import { readName } from '../option-values.ts';
import { addUseOptions, useCall, useFields, type UseOptions } from '../use-options.ts';

interface RedeemOptions extends UseOptions, OperationOptions {
  readonly campaign?: string;
}

/** `usher redeem`: an invitee uses a code. */
export function addRedeem(program: Command): void {
  const command = addCommand(program, {
    usage: 'redeem [code]',
    summary: 'redeem a code for an invitee',
    more: 'Without a code, --campaign and --inviter-phone say who invites, where the campaign asks for that phone.',
    examples: [
      'usher redeem K7MP-3QXA-9TRC --invitee bob --channel poster',
      'usher redeem --campaign registration --inviter-phone 13800138000 --invitee bob',
    ],
  });
  addOperationOptions(addUseOptions(command))
    .option('--campaign <id>', 'the campaign; needed without a code', readName)
    .action((code: string | undefined, options: RedeemOptions) => exitWith(redeem(code, options)));
}

async function redeem(code: string | undefined, options: RedeemOptions): Promise<ExitCode> {
  const { campaign, inviterPhone } = options;
  const named = campaign === undefined ? {} : { campaign };
  if (code !== undefined) {
    return operate(code, options, (usher, call) =>
      usher.redeem(useCall({ ...call, ...named }, options)),
    );
  }
  if (campaign === undefined || inviterPhone === undefined) {
    throw new WrongUse(say`Give a code, or --campaign and --inviter-phone to say who invites.`);
  }
  return operateSomewhere(options, (usher, call) =>
    usher.redeem({ ...call, ...useFields(options), campaign, inviterPhone }),
  );
}
