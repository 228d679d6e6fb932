import type { Command } from 'commander';
import { v7 as uuid } from 'uuid';

import type { OpId, SubjectId } from '../../domain/ids.ts';
import { formatMoney } from '../../domain/money.ts';
import { forgiveDebt, openDebts } from '../../store/ledger/debts.ts';
import { withTransaction } from '../../store/pool.ts';
import { say } from '../../lang/say.ts';
import { campaignUnknown, knownCampaign, type KnownCampaign } from '../campaign-clock.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext, type Context } from '../context.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { addByHandOptions, type ByHandOptions } from '../operate.ts';
import { readCount, readOpId, readPerson } from '../option-values.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport, type Report } from '../output/report.ts';
import { table } from '../output/table.ts';
import { clock } from '../output/when.ts';

interface DebtsOptions extends CommonOptions {
  readonly limit: number;
}

interface ForgiveOptions extends CommonOptions, ByHandOptions {
  readonly person: string;
  readonly currency: string;
  readonly op?: string;
}

/** `usher ledger debts` and `usher ledger forgive`: what people keep of rewards that were taken back. */
export function addDebts(group: Command): void {
  addCommand(group, {
    usage: 'debts <campaign>',
    summary: 'who owes the campaign what, the largest debts first',
    more: 'A debt is money of a reward that was paid and taken back. The next rewards of the person in the campaign settle it before anything of them is sent.',
    examples: ['usher ledger debts registration'],
  })
    .option('--limit <number>', 'how many debts', readCount, 50)
    .action((campaign: string, options: DebtsOptions) =>
      exitWith(inCampaign(campaign, options, (known) => list(known, options))),
    );
  const forgive = addCommand(group, {
    usage: 'forgive <campaign>',
    summary: 'let a debt go: the person keeps what they owe',
    more: 'All that the person owes of the currency is forgiven, by an entry with who did it and why. The budget has had the reward back already, so what is forgiven was paid beyond it.',
    examples: ['usher ledger forgive registration --person ann --reason "goodwill, case 4711"'],
  });
  addByHandOptions(
    forgive
      .requiredOption('--person <id>', 'who owes it', readPerson)
      .option('--currency <code>', 'of which currency', 'CNY')
      .option(
        '--op <id>',
        'name of this operation; the same again forgives nothing twice',
        readOpId,
      ),
  ).action((campaign: string, options: ForgiveOptions) =>
    exitWith(inCampaign(campaign, options, (known) => letGo(known, options))),
  );
}

type Known = KnownCampaign & { readonly context: Context; readonly report: Report };

async function inCampaign(
  campaign: string,
  { output }: CommonOptions,
  work: (known: Known) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const known = await knownCampaign(context, campaign);
    return known === undefined
      ? reportRefusal(report, await campaignUnknown(context), { campaign })
      : work({ ...known, context, report });
  });
}

async function list({ campaign, version, ...at }: Known, { limit }: DebtsOptions) {
  const debts = await openDebts(await at.context.database(), campaign.id, limit);
  const zone = version.terms.period.timeZone;
  const rows = debts.map(({ person, asset, minor, since }) => [
    person,
    formatMoney(minor, asset),
    clock(since, zone),
  ]);
  const heads = [{ title: 'person' }, { title: 'owes', align: 'right' as const }];
  const text =
    rows.length === 0
      ? 'Nobody owes the campaign anything.'
      : table([...heads, { title: `since (${zone})` }], rows);
  at.report.result(text, { campaign: campaign.id, debts });
  return exitCodes.ok;
}

async function letGo({ campaign, version, now, ...at }: Known, options: ForgiveOptions) {
  const { person, currency, actor, reason, op = uuid() } = options;
  const asset = version.terms.budget.find((one) => one.asset.startsWith(`${currency}/`))?.asset;
  if (asset === undefined) throw new WrongUse(say`${campaign.id} has no budget in ${currency}.`);
  const forgiving = { campaign: campaign.id, person: person as SubjectId, asset };
  const pool = await at.context.database();
  const done = await withTransaction(pool, (db) =>
    forgiveDebt(db, { ...forgiving, opId: op as OpId, actor, reason, at: now }),
  );
  const about = { campaign: campaign.id, person, opId: op };
  if (!done.ok) return reportRefusal(at.report, done, about);
  const { minor, isNew } = done;
  const amount = formatMoney(minor, asset);
  const said = isNew
    ? `${person} may keep ${amount} and owes nothing of it any more`
    : `${amount} was forgiven before; nothing is booked again`;
  at.report.result(`${colours.green('ok')}  ${said}`, {
    ...about,
    ...{ asset, minor, isNew, refused: null },
  });
  return exitCodes.ok;
}
