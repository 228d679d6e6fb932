import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { Option, type Command } from 'commander';

import type { Instant } from '../../domain/time.ts';
import type { Balance } from '../../store/ledger/read-ledger.ts';
import { readLegs, type Leg, type LegsOf, type Span } from '../../store/ledger/read-legs.ts';
import { campaignUnknown, knownCampaign } from '../campaign-clock.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext, type Context } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { readInstant } from '../option-values.ts';
import { csvLine } from '../output/csv.ts';
import { forJson } from '../output/json.ts';
import { printable } from '../output/printable.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { accountForms, campaignOf, isAccount } from './account.ts';

interface ExportOptions extends CommonOptions {
  readonly from?: Instant;
  readonly to?: Instant;
  readonly format: 'csv' | 'json';
}

type Reading = ReturnType<typeof readLegs>;

const columns = [
  ...['entry', 'at', 'campaign', 'kind', 'account', 'other', 'asset', 'minor'],
  ...['balanceMinor', 'reward', 'reason', 'actor'],
];

/** `usher ledger export`: a statement for bookkeeping, of any length. */
export function addExport(group: Command): void {
  addCommand(group, {
    usage: 'export <account>',
    summary: 'a statement with running balances, for spreadsheets and programs',
    more: `Of an account (${accountForms}), or of a campaign by its id: then each of its own accounts. Lines stand in the order in which they were booked, after what each account had before --from. Amounts are in minor units. Nothing in the CSV can run as a formula.`,
    examples: [
      'usher ledger export person:alice > alice.csv',
      'usher ledger export registration --from 2026-11-01T00:00:00+08:00 --to 2026-12-01T00:00:00+08:00 --format json',
    ],
  })
    .option('--from <instant>', 'entries of this instant and later', readInstant)
    .option('--to <instant>', 'entries before this instant', readInstant)
    .addOption(
      new Option('--format <format>', 'csv, or json with all names').choices(['csv', 'json']),
    )
    .action((account: string, options: Omit<ExportOptions, 'format'> & Partial<ExportOptions>) =>
      exitWith(
        exportLegs(account, {
          ...options,
          format: options.format ?? (options.output === 'json' ? 'json' : 'csv'),
        }),
      ),
    );
}

async function exportLegs(text: string, options: ExportOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const of = await legsOf(context, text);
    if (of === undefined) {
      return reportRefusal(openReport(options.output), await campaignUnknown(context));
    }
    const span = { from: options.from ?? null, to: options.to ?? null };
    const reading = readLegs(await context.database(), of, span);
    const lines =
      options.format === 'csv' ? csvOf(reading, span) : jsonOf(reading, { of: text, span });
    await pipeline(Readable.from(lines), process.stdout, { end: false });
    return exitCodes.ok;
  });
}

/** Undefined for a campaign that nobody has published. */
async function legsOf(context: Context, text: string): Promise<LegsOf | undefined> {
  const campaign = isAccount(text) ? campaignOf(text) : text;
  if (campaign === undefined) return { account: text };
  const known = await knownCampaign(context, campaign);
  if (known === undefined) return undefined;
  return isAccount(text) ? { account: text } : { campaign: known.campaign.id };
}

async function* csvOf(reading: Reading, { from }: Span): AsyncGenerator<string> {
  yield line(columns);
  for await (const part of reading) {
    yield 'page' in part
      ? part.page.map((leg) => line(cellsOf(leg))).join('')
      : part.openings.map((opening) => line(openingCells(opening, from))).join('');
  }
}

function cellsOf(leg: Leg): (string | number | null)[] {
  const { id, at, campaign, kind, account, other, asset, minor, balanceMinor } = leg;
  const what = [campaign, kind, account, other, asset, minor, balanceMinor];
  return [id, new Date(at).toISOString(), ...what, leg.reward, leg.reason, leg.actor];
}

function openingCells({ account, asset, minor }: Balance, from: Instant | null) {
  const at = from === null ? null : new Date(from).toISOString();
  return [null, at, null, 'opening', account, null, asset, null, minor, null, null, null];
}

function line(cells: readonly (string | number | null)[]): string {
  return `${printable(csvLine(cells))}\r\n`;
}

/** One object, a line an entry, so that it can be read line by line as well. */
async function* jsonOf(
  reading: Reading,
  { of, span }: { readonly of: string; readonly span: Span },
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const part of reading) {
    if ('openings' in part) {
      const head = forJson({ schemaVersion: 1, of, fromAt: span.from, toAt: span.to, ...part });
      yield `${text(head).slice(0, -1)},"entries":[`;
      continue;
    }
    const lines = part.page.map((leg) => `\n${text(forJson(leg))}`).join(',');
    yield isFirst ? lines : `,${lines}`;
    isFirst = false;
  }
  yield '\n]}\n';
}

function text(value: unknown): string {
  return printable(JSON.stringify(value));
}
