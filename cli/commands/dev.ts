import { join } from 'node:path';

import { Option, type Command } from 'commander';

import { localDirectory } from '../../stack/local-directory.ts';
import { createLog } from '../../worker/logging.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { startLocalServices, type LocalPorts, type LocalServices } from '../local-services.ts';
import { readPort } from '../option-values.ts';
import { openReport, type Report } from '../output/report.ts';
import { pairs } from '../output/table.ts';
import { untilToldToStop } from '../stopping.ts';

interface DevOptions extends CommonOptions {
  readonly data: string;
  readonly fresh?: true;
  readonly postgresPort?: number;
  readonly temporalPort?: number;
  readonly uiPort?: number;
}

/** `usher dev`: everything that Usher needs, in one process, until Ctrl-C. */
export function addDev(program: Command): void {
  addCommand(program, {
    usage: 'dev',
    summary: 'run Postgres, Temporal, the sandbox and a worker here, until Ctrl-C',
    more: 'Uses DATABASE_URL and TEMPORAL_ADDRESS instead of its own where they are set. While it runs, other commands find it by themselves. What it keeps is there again the next time.',
    examples: ['usher dev', 'usher dev --fresh --ui-port 8233'],
  })
    .addOption(
      new Option('--data <folder>', 'where Postgres and Temporal keep what they have').default(
        join(localDirectory(), 'dev'),
        '.local/dev',
      ),
    )
    .option('--fresh', 'throw away what earlier runs have left')
    .option('--postgres-port <port>', 'on which Postgres listens (default: a free one)', readPort)
    .option('--temporal-port <port>', 'on which Temporal listens (default: a free one)', readPort)
    .option('--ui-port <port>', 'on which the Temporal UI listens (default: a free one)', readPort)
    .action((options: DevOptions) => exitWith(dev(options)));
}

async function dev(options: DevOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const stopping = untilToldToStop();
  const services = await startLocalServices({
    dataDir: options.data,
    fresh: options.fresh === true,
    log: createLog('warn'),
    progress: (what, ms) => {
      report.progress(`${what} (${(ms / 1000).toFixed(1)} s)`);
    },
    ports: portsOf(options),
  });
  try {
    announce(report, services);
    await Promise.race([stopping, services.lost]);
    report.progress('stopping');
  } finally {
    await services.stop();
  }
  return exitCodes.ok;
}

function portsOf({ postgresPort, temporalPort, uiPort }: DevOptions): LocalPorts {
  return {
    ...(postgresPort === undefined ? {} : { postgres: postgresPort }),
    ...(temporalPort === undefined ? {} : { temporal: temporalPort }),
    ...(uiPort === undefined ? {} : { ui: uiPort }),
  };
}

function announce(report: Report, { stack }: LocalServices): void {
  const text = pairs([
    ['Temporal UI', stack.temporalUi ?? 'not served'],
    ['Temporal', stack.temporalAddress],
    ['database', stack.databaseUrl],
    ['sandbox', stack.sandboxUrl],
    ['keys', stack.keysFile],
  ]);
  const more = 'Running; Ctrl-C stops all of it. In another terminal: npx usher status';
  report.result(`${text}\n\n${more}`, { stack });
}
