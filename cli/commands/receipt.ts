import type { Command } from 'commander';

import { readReceipt } from '../../client/receipts/jws.ts';
import { findReceipt } from '../../client/receipts/find-receipt.ts';
import { createReceipts } from '../../client/receipts/receipts.ts';
import { parseCodeId } from '../../domain/ids.ts';
import { receiptJwks } from '../../store/keys/receipt-keys.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { colours } from '../output/colour.ts';
import { openReport } from '../output/report.ts';

interface ReceiptOptions extends CommonOptions {
  readonly code?: string;
}

/** `usher receipt`: the signed statement of an answer about a redemption. */
export function addReceipt(program: Command): void {
  addCommand(program, {
    usage: 'receipt <operation>',
    summary: 'print the receipt of a redemption, or of what was done with one',
    more: 'Named by the operation (--op of `usher redeem`, `milestone` and the like), or by the id of the redemption. Anybody can check it who has the public keys: `usher verify-receipt`.',
    examples: [
      'usher receipt bob-redeems > bob.receipt',
      'usher receipt 0199….3',
      'usher receipt bob-redeems | usher verify-receipt -',
    ],
  })
    .option('--code <id>', 'which code answered, where several know an operation of this name')
    .action((operation: string, options: ReceiptOptions) =>
      exitWith(printReceipt(operation, options)),
    );
}

async function printReceipt(operation: string, options: ReceiptOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const isRow = parseCodeId(operation.split('.', 1)[0] ?? '') !== undefined;
  const { code } = options;
  return withContext(async (context) => {
    const [pool, keys] = [await context.database(), await context.keys()];
    const asked = isRow
      ? { redemption: operation }
      : { opId: operation, ...(code === undefined ? {} : { codeId: code }) };
    const receipt = await findReceipt(pool, createReceipts(pool, keys), asked);
    if (receipt === undefined) {
      const text = `${colours.red('refused')}  no redemption, and nothing that was done with one, is called ${operation}`;
      report.result(text, { operation, receipt: null });
      return exitCodes.findings;
    }
    const read = readReceipt(receipt, receiptJwks(keys));
    report.result(receipt, { operation, receipt, statement: read.ok ? read.statement : null });
    return exitCodes.ok;
  });
}
