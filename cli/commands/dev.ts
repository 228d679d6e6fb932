import { join } from 'node:path';

import type { Command } from 'commander';

import { localDirectory } from '../../stack/local-directory.ts';
import { createLog } from '../../worker/logging.ts';
import { addCommand } from '../command.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { startLocalServices } from '../local-services.ts';
import { pairs } from '../output/table.ts';
import { openReport, type OutputForm } from '../output/report.ts';
import { untilToldToStop } from '../stopping.ts';

interface DevOptions {
  readonly output: OutputForm;
  readonly fresh?: true;
}

/** `usher dev`: everything that Usher needs, in one process, until Ctrl-C. */
export function addDev(program: Command): void {
  addCommand(program, {
    usage: 'dev',
    summary: 'run Postgres, Temporal, the sandbox and a worker here, until Ctrl-C',
    more: 'Uses DATABASE_URL and TEMPORAL_ADDRESS instead of its own where they are set. While it runs, other commands find it by themselves.',
    examples: ['usher dev', 'usher dev --fresh'],
  })
    .option('--fresh', 'throw away what earlier runs have left')
    .action((options: DevOptions) => exitWith(dev(options)));
}

async function dev({ output, fresh }: DevOptions): Promise<ExitCode> {
  const report = openReport(output);
  const stopping = untilToldToStop();
  const services = await startLocalServices({
    dataDir: join(localDirectory(), 'dev'),
    fresh: fresh === true,
    log: createLog('warn'),
    progress: (what, ms) => report.progress(`${what} (${(ms / 1000).toFixed(1)} s)`),
  });
  try {
    const { databaseUrl, temporalAddress, temporalUi, sandboxUrl, keysFile } = services.stack;
    const text = pairs([
      ['Temporal UI', temporalUi ?? 'not served'],
      ['Temporal', temporalAddress],
      ['database', databaseUrl],
      ['sandbox', sandboxUrl],
      ['keys', keysFile],
    ]);
    report.result(`${text}\n\nRunning; Ctrl-C stops all of it. In another terminal: usher status`, {
      stack: services.stack,
    });
    await stopping;
    report.progress('stopping');
  } finally {
    await services.stop();
  }
  return exitCodes.ok;
}
