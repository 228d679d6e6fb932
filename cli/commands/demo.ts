import { join } from 'node:path';
import type { Command } from 'commander';
import pc from 'picocolors';

import { localDirectory } from '../../stack/local-directory.ts';
import { createLog } from '../../worker/logging.ts';
import { addCommand } from '../command.ts';
import type { Broken } from '../demo/check.ts';
import { demoSuffix, runDemo } from '../demo/run.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { startLocalServices, type LocalServices } from '../local-services.ts';
import { untilToldToStop } from '../stopping.ts';

/** `usher demo`: everything started, every shipped campaign played, every promise checked. */
export function addDemo(program: Command): void {
  addCommand(program, {
    usage: 'demo',
    summary: 'start everything, play the shipped campaigns, and check what they promise',
    more: 'Codes are fast-forwarded through their days on the real services, which go on running until Ctrl-C. Uses DATABASE_URL and TEMPORAL_ADDRESS where they are set.',
    examples: ['usher demo', 'usher demo --exit'],
  })
    .option('--exit', 'end when the stories are told: 0 when all is as promised, 1 otherwise')
    .action((options: { readonly exit?: true }) => exitWith(demo(options.exit === true)));
}

async function demo(exit: boolean): Promise<ExitCode> {
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  const stopping = untilToldToStop();
  print(pc.bold('Usher demo: from a campaign file to paid rewards'));
  print('');
  const services = await startLocalServices({
    dataDir: join(localDirectory(), 'demo'),
    fresh: true,
    log: createLog('error'),
    progress: (what, ms) => {
      print(`  ${what.padEnd(50)} ${(ms / 1000).toFixed(1).padStart(5)} s`);
    },
  });
  try {
    const suffix = process.env['DATABASE_URL'] === undefined ? '' : demoSuffix();
    const told = runDemo({ services, print, suffix });
    const broken = await Promise.race([told, services.lost, stopping.then(() => null)]);
    if (broken === null) return exitCodes.interrupted;
    conclude(broken, print);
    links(services, print);
    if (exit) return broken.length === 0 ? exitCodes.ok : exitCodes.findings;
    print('');
    print('Everything goes on running; Ctrl-C stops it.');
    await Promise.race([stopping, services.lost]);
    print('stopping');
    return exitCodes.ok;
  } finally {
    await services.stop();
  }
}

function conclude(broken: readonly Broken[], print: (line: string) => void): void {
  print('');
  if (broken.length === 0) {
    print(pc.green('Every amount, state and message is what the campaign files promise;'));
    print(
      pc.green('the provider paid each reward once, the ledger adds up, row and workflow agree.'),
    );
    return;
  }
  print(pc.red(`${String(broken.length)} promises were not kept:`));
  for (const { campaign, what, expected, found } of broken) {
    print(`  ${campaign}, ${what.trim()}`);
    print(`    promised  ${expected}`);
    print(`    found     ${found}`);
  }
}

function links({ stack }: LocalServices, print: (line: string) => void): void {
  print('');
  if (stack.temporalUi !== null) {
    print(`  histories   ${stack.temporalUi}/namespaces/default/workflows`);
    print(`  payouts     ${stack.temporalUi}/namespaces/default/workflows/payouts%2Fcash-provider`);
  }
  print(`  sandbox     ${stack.sandboxUrl}/_control/payouts`);
  print('  next        npx usher status · npx usher inspect ann · npx usher ledger balances');
}
