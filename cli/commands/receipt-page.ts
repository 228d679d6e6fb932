import { writeFile } from 'node:fs/promises';

import type { Command } from 'commander';

import { say } from '../../lang/say.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { openReport } from '../output/report.ts';
import { receiptPage } from '../receipt/page.ts';
import { addPublicKeys, publicKeys, type PublicKeysOption } from '../receipt/public-keys.ts';

type PageOptions = CommonOptions & PublicKeysOption & { readonly out: string };

/** `usher receipt-page`: a web page that checks receipts by itself. */
export function addReceiptPage(program: Command): void {
  const command = addCommand(program, {
    usage: 'receipt-page',
    summary: 'write a web page on which anybody can check receipts',
    more: 'One file with the public keys in it, in English and Chinese. It checks in the browser and sends nothing anywhere; put it where your users trust it. Write it again when the keys change. A link may carry the receipt behind a #.',
    examples: ['usher receipt-page --out verify-receipt.html'],
  });
  addPublicKeys(command)
    .requiredOption('--out <file>', 'where to write it')
    .action((options: PageOptions) => exitWith(writePage(options)));
}

async function writePage(options: PageOptions): Promise<ExitCode> {
  const { out, output } = options;
  const keys = await publicKeys(options);
  const page = await receiptPage(keys);
  await writeFile(out, page).catch((cause: unknown) => {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new WrongUse(say`Cannot write ${out}${code}: name a file in a folder that is there.`);
  });
  const count = keys.length === 1 ? '1 key' : `${String(keys.length)} keys`;
  openReport(output).result(`wrote ${out}, with ${count}`, { file: out, keys });
  return exitCodes.ok;
}
