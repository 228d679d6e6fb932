import { text as textOfStream } from 'node:stream/consumers';

import type { Command } from 'commander';

import { readReceipt } from '../../client/receipts/jws.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addLanguage, languageFor, type LanguageOptions } from '../language.ts';
import { openReport } from '../output/report.ts';
import { describeReceipt } from '../receipt/describe.ts';
import { addPublicKeys, publicKeys, type PublicKeysOption } from '../receipt/public-keys.ts';
import { readText } from '../read-text.ts';

type VerifyOptions = CommonOptions & LanguageOptions & PublicKeysOption;

/** `usher verify-receipt`: whether a receipt is right, and what it says. */
export function addVerifyReceipt(program: Command): void {
  const command = addCommand(program, {
    usage: 'verify-receipt <file>',
    summary: 'check a receipt and say in words what it says',
    more: '- reads it from standard input. Needs neither database nor server. A page that does the same in a browser is written by `usher receipt-page`.',
    examples: [
      'usher verify-receipt bob.receipt',
      'usher receipt bob-redeems | usher verify-receipt - --lang zh',
      'usher verify-receipt bob.receipt --public-keys keys.json',
    ],
  });
  addLanguage(addPublicKeys(command)).action((file: string, options: VerifyOptions) =>
    exitWith(verify(file, options)),
  );
}

async function verify(file: string, options: VerifyOptions): Promise<ExitCode> {
  const keys = await publicKeys(options);
  const text = file === '-' ? await textOfStream(process.stdin) : await readText(file);
  const read = readReceipt(text, keys);
  const fields = read.ok
    ? { valid: true, problem: null, keyId: read.kid, statement: read.statement }
    : { valid: false, problem: read.problem, keyId: read.kid ?? null, statement: null };
  const language = languageFor(options, options.output);
  openReport(options.output).result(describeReceipt(read, language), fields);
  return read.ok ? exitCodes.ok : exitCodes.findings;
}
