#!/usr/bin/env node
import { Command } from 'commander';

import { explainFailure } from './failure.ts';
import { addLint } from './commands/lint.ts';
import { reportFailure } from './output/report.ts';
import { exitWhenInterrupted } from './stopping.ts';

function createProgram(): Command {
  const program = new Command('usher')
    .description('Invitation-code campaigns from YAML to paid rewards.')
    .configureHelp({ showGlobalOptions: false, sortSubcommands: false })
    .showHelpAfterError('(`--help` says how it is used)')
    .exitOverride();
  addLint(program);
  return program;
}

async function main(argv: string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads us has read enough: `usher status | head`.
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  try {
    await createProgram().parseAsync(argv);
  } catch (error) {
    const failure = explainFailure(error);
    const json = argv.some(
      (word, index) =>
        /^(?:--output=|-o)?json$/.test(word) && /^-/.test(`${argv[index - 1] ?? ''}${word}`),
    );
    if (failure.message !== '') reportFailure(json ? 'json' : 'text', failure);
    process.exitCode = failure.exitCode;
  }
}

exitWhenInterrupted();
await main(process.argv);
