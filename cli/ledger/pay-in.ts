import type { Command } from 'commander';

import { reject } from '../../domain/code/rejection.ts';
import { operatorAccount } from '../../domain/ledger/accounts.ts';
import { decimalsOf, formatMinor, formatMoney, parseAmount } from '../../domain/money.ts';
import { payIn, type OperatorFunds } from '../../store/ledger/pay-in.ts';
import { withTransaction } from '../../store/pool.ts';
import { say } from '../../lang/say.ts';
import { campaignUnknown, knownCampaign } from '../campaign-clock.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { addByHandOptions, type ByHandOptions } from '../operate.ts';
import { readName } from '../option-values.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';

interface PayInOptions extends CommonOptions, ByHandOptions {
  readonly amount: string;
  readonly payment: string;
}

/** `usher ledger pay-in`: what the operator has paid for renewals. */
export function addPayIn(group: Command): void {
  const command = addCommand(group, {
    usage: 'pay-in <campaign>',
    summary: "book a payment into the operator's account, which renewals are charged to",
    more: 'The amount is in the currency of the renewal in the campaign file. The same payment again pays nothing twice.',
    examples: [
      'usher ledger pay-in partner-codes --amount 100.00 --payment invoice-4711 --reason "transfer of 26 November"',
    ],
  });
  addByHandOptions(
    command
      .requiredOption('--amount <number>', 'how much, such as 100.00')
      .requiredOption('--payment <name>', "names it: an invoice's number, say", readName),
  ).action((campaign: string, options: PayInOptions) => exitWith(book(campaign, options)));
}

async function book(
  campaign: string,
  { output, amount, payment, actor, reason }: PayInOptions,
): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const known = await knownCampaign(context, campaign);
    if (known === undefined) {
      return reportRefusal(report, await campaignUnknown(context), { campaign });
    }
    const { renewal } = known.version.terms.validity;
    if (renewal === undefined) return reportRefusal(report, reject('NO_RENEWAL'), { campaign });
    const { asset } = renewal;
    const minor = parseAmount(amount, decimalsOf(asset));
    if (!minor) {
      throw new WrongUse(
        say`--amount ${amount} is no amount of ${asset.slice(0, 3)} above 0 with at most ${decimalsOf(asset)} decimals, such as ${formatMinor(100 * 10 ** decimalsOf(asset), asset)}.`,
      );
    }
    const paid = { campaign: known.campaign.id, asset, minor, payment, actor, reason };
    const pool = await context.database();
    const booked = await withTransaction(pool, (db) => payIn(db, { ...paid, at: known.now }));
    if (!booked.ok) return reportRefusal(report, booked, { campaign });
    const { funds, isNew } = booked;
    const said = isNew
      ? `${formatMoney(minor, asset)} paid in`
      : `payment ${payment} was booked before; nothing is booked again`;
    report.result(`${colours.green('ok')}  ${said}; ${describeFunds(funds)}`, {
      ...{ campaign, account: operatorAccount(known.campaign.id), payment, isNew },
      ...{ funds, refused: null },
    });
    return exitCodes.ok;
  });
}

/** An operator's account in words. */
function describeFunds({ asset, paidIn, charged }: OperatorFunds): string {
  const left = formatMoney(paidIn - charged, asset);
  return `the operator's account has ${left} (${formatMoney(paidIn, asset)} paid in, ${formatMoney(charged, asset)} charged)`;
}
