import type { Command } from 'commander';

import { formatMoney } from '../../domain/money.ts';
import { checkBooks } from '../../store/ledger/check-invariants.ts';
import { listGathering } from '../../store/payouts/list-gathering.ts';
import { gatheredText } from '../../domain/delivery/gathered.ts';
import { balances, statement, type StatementLine } from '../../store/ledger/read-ledger.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { campaignUnknown, knownCampaign } from '../campaign-clock.ts';
import { withContext, type Context } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { readCount } from '../option-values.ts';
import { accountForms, campaignOf, requireAccount } from '../ledger/account.ts';
import { addCloseMonth } from '../ledger/close-month.ts';
import { addDebts } from '../ledger/debts.ts';
import { addExport } from '../ledger/export.ts';
import { addPayIn } from '../ledger/pay-in.ts';
import { addReverse } from '../ledger/reverse.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';
import { clock } from '../output/when.ts';

interface ShowOptions extends CommonOptions {
  readonly limit: number;
  readonly before?: number;
}

/** `usher ledger`: what the double-entry ledger holds. */
export function addLedger(program: Command): void {
  const group = addGroup(
    program,
    'ledger',
    'look into the ledger, export and check it, close a month, pay in, take a reward back, see debts',
  );
  addShow(group);
  addBalances(group);
  addExport(group);
  addCheckBooks(group);
  addCloseMonth(group);
  addPayIn(group);
  addReverse(group);
  addDebts(group);
}

function addShow(group: Command): void {
  addCommand(group, {
    usage: 'show <account>',
    summary: 'the entries from and to an account with its balance after each, the latest first',
    more: `Accounts are ${accountForms}; a hold moves money from budget to held, a post from held to the person. Renewals are charged to operator. Points that people keep for a purchase are in reserved, then in spent; those that are over in expired.`,
    examples: ['usher ledger show person:alice', 'usher ledger show campaign:registration:held'],
  })
    .option('--limit <number>', 'how many entries', readCount, 50)
    .option('--before <entry>', 'only entries before this one, for the next page', readCount)
    .action((account: string, options: ShowOptions) => exitWith(show(account, options)));
}

async function show(account: string, { output, limit, before }: ShowOptions): Promise<ExitCode> {
  requireAccount(account);
  return withContext(async (context) => {
    const campaign = campaignOf(account);
    if (campaign !== undefined && (await knownCampaign(context, campaign)) === undefined) {
      return reportRefusal(openReport(output), await campaignUnknown(context));
    }
    const db = await context.database();
    const own = (await balances(db, account)).filter((balance) => balance.account === account);
    const page = before === undefined ? { limit } : { limit, before };
    const entries = await statement(db, account, page);
    const zone = await zoneOf(context, account, entries);
    const gathering = account.startsWith('person:')
      ? await listGathering(db, { beneficiary: account.slice('person:'.length) })
      : [];
    const sums = own.map(({ minor, asset }) => formatMoney(minor, asset)).join(', ') || 'nothing';
    const parts = [
      `${colours.bold(account)} has ${sums}`,
      ...(entries.length === 0 ? [] : [entryTable(entries, { account, zone })]),
      ...gathering.map((line) => `${line.campaign}: ${gatheredText(line)}, not sent yet`),
      ...(entries.length < limit ? [] : [`more: --before ${entries.at(-1)?.id ?? ''}`]),
    ];
    openReport(output).result(parts.join('\n\n'), { account, balances: own, entries, gathering });
    return exitCodes.ok;
  });
}

function addBalances(group: Command): void {
  addCommand(group, {
    usage: 'balances [beginning]',
    summary: 'what accounts have, all of them or those whose name begins so',
    examples: ['usher ledger balances', 'usher ledger balances campaign:registration'],
  }).action((beginning: string | undefined, { output }: CommonOptions) =>
    exitWith(
      withContext(async (context) => {
        const found = await balances(await context.database(), beginning ?? '');
        const rows = found.map(({ account, minor, asset }) => [account, formatMoney(minor, asset)]);
        const text =
          rows.length === 0
            ? beginning === undefined
              ? 'No entries yet.'
              : `No account whose name begins with ${beginning} has entries.`
            : table([{ title: 'account' }, { title: 'has', align: 'right' }], rows);
        openReport(output).result(text, { balances: found });
        return exitCodes.ok;
      }),
    ),
  );
}

function addCheckBooks(group: Command): void {
  addCommand(group, {
    usage: 'check',
    summary: 'check the books: sums, holds, caps, budgets, states, closed months',
    examples: ['usher ledger check'],
  }).action(({ output }: CommonOptions) =>
    exitWith(
      withContext(async (context) => {
        const violations = await checkBooks(await context.database());
        const rows = violations.map(({ invariant, subject, detail }) => [
          invariant,
          subject,
          detail,
        ]);
        const heads = ['invariant', 'subject', 'what is wrong'].map((title) => ({ title }));
        const text =
          rows.length === 0 ? `${colours.green('ok')}  the books are right` : table(heads, rows);
        openReport(output).result(text, { violations });
        return rows.length === 0 ? exitCodes.ok : exitCodes.findings;
      }),
    ),
  );
}

/** That of the campaign, where all of it is of one; UTC for what several campaigns have booked. */
async function zoneOf(
  context: Context,
  account: string,
  entries: readonly StatementLine[],
): Promise<string> {
  const names = entries.flatMap(({ source, destination }) => [source, destination]);
  const campaigns = new Set([account, ...names].map(campaignOf).filter((id) => id !== undefined));
  const zones = new Set<string>();
  for (const campaign of campaigns) {
    const known = await knownCampaign(context, campaign);
    if (known !== undefined) zones.add(known.version.terms.period.timeZone);
  }
  const [only, other] = zones;
  return only === undefined || other !== undefined ? 'UTC' : only;
}

function entryTable(
  entries: readonly StatementLine[],
  { account, zone }: { readonly account: string; readonly zone: string },
): string {
  const rows = entries.map((entry) => {
    const coming = entry.destination === account;
    const amount = formatMoney(coming ? entry.minor : -entry.minor, entry.asset);
    const other = coming ? `from ${entry.source}` : `to ${entry.destination}`;
    const left = formatMoney(entry.balanceMinor, entry.asset);
    return [String(entry.id), clock(entry.at, zone), entry.kind, amount, left, other, entry.reason];
  });
  const heads = [
    { title: 'entry', align: 'right' as const },
    { title: `when (${zone})` },
    { title: 'kind' },
    { title: 'amount', align: 'right' as const },
    { title: 'balance', align: 'right' as const },
    { title: 'other side' },
    { title: 'why' },
  ];
  return table(heads, rows);
}
