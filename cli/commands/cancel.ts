import type { Command } from 'commander';

import type { CancelCall } from '../../client/calls.ts';
import { codeOfRow } from '../../domain/ids.ts';
import { parseMoney } from '../../domain/money.ts';
import { say } from '../../lang/say.ts';
import { addCommand } from '../command.ts';
import { exitWith, WrongUse, type ExitCode } from '../exit.ts';
import {
  addByHandOptions,
  addOperationOptions,
  operate,
  waiting,
  type ByHandOptions,
  type OperationOptions,
} from '../operate.ts';

interface CorrectOptions extends OperationOptions, ByHandOptions {
  readonly refunded?: string;
  readonly of?: string;
}

/** `usher cancel`: operations take a redemption back with all that came of it. */
export function addCancel(program: Command): void {
  const command = addCommand(program, {
    usage: 'cancel <redemption>',
    summary: 'take a redemption back, with all that came of it',
    more: 'What is held is voided, what was paid is reversed; caps, budget and ladders are given back, and the use unless the campaign keeps it. What a person was sent is not fetched back. Where only a part of a purchase was refunded (--refunded), the redemption stands; ladders by purchases go down, and rewards that are not earned yet go by what is left.',
    examples: [
      'usher cancel 0199….4 --reason "purchase refunded, case 4711"',
      'usher cancel 0199….4 --refunded "40.00 CNY" --of order-paid --reason "one of two items refunded"',
    ],
  });
  command
    .option('--refunded <money>', 'only so much of what was paid, such as "40.00 CNY"')
    .option('--of <milestone>', 'which milestone reported the purchase; goes with --refunded');
  addByHandOptions(addOperationOptions(command)).action(
    (redemption: string, options: CorrectOptions) =>
      exitWith(correct('cancel', redemption, options)),
  );
}

/** `usher reopen`: a cancelled redemption counts again. */
export function addReopen(program: Command): void {
  const command = addCommand(program, {
    usage: 'reopen <redemption>',
    summary: 'let a cancelled redemption count again',
    more: 'It takes its use, its caps and its part of the budget again, all of them or none, and has a new id from then on.',
    examples: ['usher reopen 0199….4 --reason "cancelled by mistake, case 4711"'],
  });
  addByHandOptions(addOperationOptions(command)).action(
    (redemption: string, options: CorrectOptions) =>
      exitWith(correct('reopen', redemption, options)),
  );
}

function correct(
  kind: 'cancel' | 'reopen',
  redemption: string,
  options: CorrectOptions,
): Promise<ExitCode> {
  const { actor, reason } = options;
  const refund = readRefund(options);
  const call = { redemption, actor, reason, ...(refund && { refund }), ...waiting(options) };
  return operate(codeOfRow(redemption), options, (usher, { opId }) =>
    usher[kind]({ ...call, opId }),
  );
}

function readRefund({ refunded, of: milestone }: CorrectOptions): CancelCall['refund'] {
  if (refunded === undefined && milestone === undefined) return undefined;
  if (refunded === undefined || milestone === undefined) {
    throw new WrongUse(say`--refunded and --of go together.`);
  }
  const money = parseMoney(refunded);
  if (money !== undefined) return { milestone, ...money };
  throw new WrongUse(
    say`--refunded must be an amount above 0 such as "40.00 CNY", not "${refunded}".`,
  );
}
