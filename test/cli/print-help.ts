// Prints the help of all commands, as a process of its own: together they load almost everything.
import type { Command } from 'commander';

import { createProgram } from '../../cli/program.ts';

function print(command: Command): void {
  command.configureOutput({
    getOutHelpWidth: () => 80,
    writeOut: (text) => process.stdout.write(`${text}\n`),
  });
  command.outputHelp();
  for (const part of command.commands) print(part);
}

print(await createProgram(undefined));
