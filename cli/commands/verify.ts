import { Option, type Command } from 'commander';

import { addCommand } from '../command.ts';
import { exitWith } from '../exit.ts';
import { readName, readPerson } from '../option-values.ts';
import { addOperationOptions, operate, type OperationOptions } from '../operate.ts';

interface VerifyOptions extends OperationOptions {
  readonly subject: string;
  readonly check: string;
  readonly result: 'passed' | 'failed';
}

/** `usher verify`: a service has made a check of a person. */
export function addVerify(program: Command): void {
  const command = addCommand(program, {
    usage: 'verify <code>',
    summary: 'report a check that was made of a person, such as face verification',
    examples: ['usher verify K7MP-3QXA-9TRC --subject alice --check face'],
  })
    .requiredOption(
      '--subject <id>',
      'of whom: the inviter, where a risk rule asks for it',
      readPerson,
    )
    .requiredOption('--check <name>', 'which check, as the refusal has named it', readName)
    .addOption(
      new Option('--result <result>', 'how it ended')
        .choices(['passed', 'failed'])
        .default('passed'),
    );
  addOperationOptions(command).action((code: string, options: VerifyOptions) => {
    const { subject, check, result } = options;
    return exitWith(
      operate(code, options, (usher, call) => usher.verify({ ...call, subject, check, result })),
    );
  });
}
