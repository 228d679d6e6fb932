import type { Command } from 'commander';

import { receiptJwks } from '../../store/keys/receipt-keys.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { readKeys } from '../keys.ts';
import { openReport } from '../output/report.ts';
import { readSettings } from '../settings.ts';

/** `usher keys`: what may be shown of the keys. */
export function addKeys(program: Command): void {
  const group = addGroup(program, 'keys', 'show what may be known of the keys');
  addCommand(group, {
    usage: 'public',
    summary: 'print the public keys that receipts are checked with',
    more: 'A JSON Web Key Set: the current key first, then the former ones. It may be published; no secret can be found from it.',
    examples: ['usher keys public > keys.json'],
  }).action(({ output }: CommonOptions) => exitWith(printPublic(output)));
}

async function printPublic(output: CommonOptions['output']): Promise<ExitCode> {
  const keys = receiptJwks(await readKeys(await readSettings()));
  openReport(output).result(JSON.stringify({ keys }, null, 2), { keys });
  return exitCodes.ok;
}
