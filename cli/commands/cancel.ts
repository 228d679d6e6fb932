import type { Command } from 'commander';

import { codeOfRow } from '../../domain/ids.ts';
import { addCommand } from '../command.ts';
import { exitWith, type ExitCode } from '../exit.ts';
import {
  addByHandOptions,
  addOperationOptions,
  operate,
  waiting,
  type ByHandOptions,
  type OperationOptions,
} from '../operate.ts';

type CorrectOptions = OperationOptions & ByHandOptions;

/** `usher cancel`: operations take a redemption back with all that came of it. */
export function addCancel(program: Command): void {
  const command = addCommand(program, {
    usage: 'cancel <redemption>',
    summary: 'take a redemption back, with all that came of it',
    more: 'What is held is voided, what was paid is reversed; caps, budget and ladders are given back, and the use unless the campaign keeps it. What a person was sent is not fetched back.',
    examples: ['usher cancel 0199….4 --reason "purchase refunded, case 4711"'],
  });
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
  return operate(codeOfRow(redemption), options, (usher, { opId }) =>
    usher[kind]({ redemption, opId, actor, reason, ...waiting(options) }),
  );
}
