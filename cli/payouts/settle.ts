import type { Command } from 'commander';

import { withTransaction } from '../../store/pool.ts';
import { settleByHand } from '../../store/payouts/settle-by-hand.ts';
import { say } from '../../lang/say.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { addByHandOptions, type ByHandOptions } from '../operate.ts';
import { readWords } from '../option-values.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { notWaiting } from './not-waiting.ts';

interface Options extends CommonOptions, ByHandOptions {
  readonly paid?: string;
  readonly notPaid?: true;
}

/** `usher payouts settle`. */
export function addSettle(group: Command): void {
  const command = addCommand(group, {
    usage: 'settle <payout>',
    summary:
      'say how a payout ended that waits for a person, as you have found out at the provider',
    more: 'Paid, it is booked as if the provider had said so; one that failed can be settled so too. Not paid, it is as one that the provider has refused: `usher payouts retry` sends it again, and `usher ledger reverse` gives it up. Say that only if it can never be paid any more: what is sent again is paid twice otherwise.',
    examples: [
      'usher payouts settle 0199….4/red-packet/inviter --paid po_4711 --reason "on the statement of 3 December"',
      'usher payouts settle 0199….4/red-packet/inviter --not-paid --reason "their support, ticket 815"',
    ],
  });
  command
    .option('--paid <ref>', 'the provider has paid it; its own id of that', readWords)
    .option('--not-paid', 'the provider has certainly not paid it, and never will');
  addByHandOptions(command).action((key: string, options: Options) =>
    exitWith(settle(key, options)),
  );
}

async function settle(
  key: string,
  { output, actor, reason, paid, notPaid }: Options,
): Promise<ExitCode> {
  if ((paid === undefined) === (notPaid === undefined)) {
    throw new WrongUse(say`One of --paid and --not-paid must be said.`);
  }
  return withContext(async (context) => {
    const report = openReport(output);
    const end = { paidAs: paid ?? null, actor, reason };
    const database = await context.database();
    const provider = await withTransaction(database, (db) => settleByHand(db, key, end));
    if (provider === undefined) {
      return reportRefusal(report, await notWaiting(database, key));
    }
    const text =
      paid === undefined
        ? 'known as not paid: try it again, or take it back'
        : `booked as paid by ${provider}`;
    report.result(`${colours.green('ok')}  ${text}`, {
      ...{ reward: key, provider, paid: paid !== undefined, refused: null },
    });
    return exitCodes.ok;
  });
}
