#!/usr/bin/env node
import { createProgram } from './program.ts';
import { explainFailure } from './failure.ts';
import { languageIn } from './language.ts';
import { reportFailure, type OutputForm } from './output/report.ts';
import { exitWhenInterrupted } from './stopping.ts';

async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever reads us has read enough: `usher status | head`.
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  try {
    const program = await createProgram(argv[2]);
    await program.parseAsync(argv);
  } catch (error) {
    const failure = explainFailure(error, languageIn(argv, formOf(argv)));
    if (failure.message !== '') reportFailure(formOf(argv), failure);
    process.exitCode = failure.exitCode;
  }
}

/** A failure may come before the command line is read. */
function formOf(argv: readonly string[]): OutputForm {
  const asked = argv.some((word, index) => {
    if (word === '--output=json' || word === '-ojson') return true;
    return (word === '--output' || word === '-o') && argv[index + 1] === 'json';
  });
  return asked ? 'json' : 'text';
}

exitWhenInterrupted();
await main(process.argv);
