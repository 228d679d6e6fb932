import type { Command } from 'commander';

import { closeMonth, monthOf, type ClosedMonth } from '../../store/ledger/close-month.ts';
import { withTransaction } from '../../store/pool.ts';
import { say } from '../../lang/say.ts';
import { campaignUnknown, knownCampaign } from '../campaign-clock.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { actorOption } from '../operate.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { pairs } from '../output/table.ts';
import { clock } from '../output/when.ts';

interface CloseOptions extends CommonOptions {
  readonly actor: string;
}

/** `usher ledger close`: nothing is booked in a month any more. */
export function addCloseMonth(group: Command): void {
  addCommand(group, {
    usage: 'close <campaign> <month>',
    summary: 'close a month: nothing can be booked in it any more',
    more: "By the campaign's clock, an hour after the month's end at the earliest, and only when all its deadlines and payout batches are over. Keeps every account's balance and a digest of the entries, which `usher ledger check` compares. It cannot be undone; doing it again changes nothing.",
    examples: ['usher ledger close registration 2026-11'],
  })
    .addOption(actorOption('who; kept with the month'))
    .action((campaign: string, month: string, options: CloseOptions) =>
      exitWith(close(campaign, month, options)),
    );
}

async function close(
  campaign: string,
  name: string,
  { output, actor }: CloseOptions,
): Promise<ExitCode> {
  if (monthOf(name, 'UTC') === undefined) {
    throw new WrongUse(say`${name} is no month: it must be of the form 2026-11.`);
  }
  return withContext(async (context) => {
    const report = openReport(output);
    const known = await knownCampaign(context, campaign);
    if (known === undefined) {
      return reportRefusal(report, await campaignUnknown(context), { campaign });
    }
    const { timeZone } = known.version.terms.period;
    const month = monthOf(name, timeZone);
    if (month === undefined) throw new WrongUse(say`${name} is no month in ${timeZone}.`);
    const closing = { campaign: known.campaign.id, month, now: known.now, actor };
    const pool = await context.database();
    const done = await withTransaction(pool, (db) => closeMonth(db, closing));
    if (!done.ok) return reportRefusal(report, done, { campaign, month: name });
    const { closed, isNew } = done;
    report.result(describe(closed, isNew, timeZone), {
      ...{ campaign, month: name, closed, isNew, refused: null },
    });
    return exitCodes.ok;
  });
}

function describe(closed: ClosedMonth, isNew: boolean, timeZone: string): string {
  const { month, startsAt, endsAt, entries, digest, closedAt, closedBy } = closed;
  const said = isNew ? `${month} is closed` : `${month} was closed before; nothing is changed`;
  const rows: [string, string][] = [
    ['from', `${clock(startsAt, timeZone)} ${timeZone}`],
    ['until', clock(endsAt, timeZone)],
    ['holds', entries === 1 ? '1 entry' : `${String(entries)} entries`],
    ['digest', digest],
    ['closed', `${clock(closedAt, timeZone)} by ${closedBy}`],
  ];
  return `${colours.green('ok')}  ${said}\n${pairs(rows)}`;
}
