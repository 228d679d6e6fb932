import { text as textOfStream } from 'node:stream/consumers';

import type { Command } from 'commander';

import { readDrawRecord, recordedDraw, recordOf } from '../../client/draws/draw-record.ts';
import { loadDraws, type DrawRow } from '../../store/draws/draw-rows.ts';
import {
  drawnPackets,
  unsettledCodes,
  type DrawnPacketRow,
} from '../../store/draws/drawn-packets.ts';
import { seedOf } from '../../store/keys/draw-seed.ts';
import { say } from '../../lang/say.ts';
import { campaignUnknown, knownCampaign, type KnownCampaign } from '../campaign-clock.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext, type Context } from '../context.ts';
import { checkRecord, readHex, type Checking } from '../draw/check-record.ts';
import { drawTable, whyNotYet } from '../draw/describe.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { readText } from '../read-text.ts';

/** `usher draw`: random packets, from what was committed to them to what was drawn. */
export function addDraw(program: Command): void {
  const group = addGroup(program, 'draw', 'show, reveal and verify draws of random packets');
  addCommand(group, {
    usage: 'show <campaign>',
    summary: 'what the draws of a campaign are committed to, and how far they have come',
    more: 'Publish the commitment before anything is drawn: it is what the seed is held to afterwards.',
    examples: ['usher draw show lucky'],
  }).action((campaign: string, options: CommonOptions) => exitWith(show(campaign, options)));
  addCommand(group, {
    usage: 'reveal <campaign>',
    summary: 'the seeds of a campaign that is over, with every packet that was granted',
    more: 'Only when nothing can be drawn any more: all packets are, or the campaign is over and its codes are settled. What it prints is the file for `usher draw verify`.',
    examples: ['usher draw reveal lucky > lucky.draw.json'],
  }).action((campaign: string, options: CommonOptions) => exitWith(reveal(campaign, options)));
  addCommand(group, {
    usage: 'verify <file>',
    summary: 'make all packets again from the seed, and compare them with those that were granted',
    more: '- reads it from standard input. Needs neither database nor keys. Name the commitment that you know from before the draw: without it, the file is only held to what it says itself.',
    examples: [
      'usher draw verify lucky.draw.json --commitment 9f2c…',
      'usher draw reveal lucky | usher draw verify -',
    ],
  })
    .option('--commitment <hex>', 'that some draw of the file must have', readHex)
    .action((file: string, options: CommonOptions & Checking) => exitWith(verify(file, options)));
}

interface Found extends Pick<KnownCampaign, 'campaign' | 'now'> {
  readonly draws: readonly { readonly row: DrawRow; readonly drawn: readonly DrawnPacketRow[] }[];
}

async function show(id: string, { output }: CommonOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const found = await drawsOf(context, id);
    if (found === undefined) return reportRefusal(report, await campaignUnknown(context));
    const fields = found.draws.map(({ row, drawn }) => ({
      draw: row.draw,
      commitment: row.commitment.toString('hex'),
      committedAt: row.committedAt,
      drawn: drawn.length,
    }));
    report.result(drawTable(id, fields), { campaign: id, draws: fields });
    return exitCodes.ok;
  });
}

async function reveal(id: string, { output }: CommonOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const found = await drawsOf(context, id);
    if (found === undefined) return reportRefusal(report, await campaignUnknown(context));
    const reason = await notYet(context, found);
    if (reason !== undefined) {
      const text = `${colours.red('refused')}  ${reason}`;
      report.result(text, { campaign: id, refused: reason });
      return exitCodes.findings;
    }
    const keys = await context.keys();
    const draws = found.draws.map(({ row, drawn }) => recordedDraw(row, seedOf(keys, row), drawn));
    const record = recordOf(found.campaign.id, draws);
    report.result(JSON.stringify(record, null, 2), { ...record });
    return exitCodes.ok;
  });
}

async function notYet(
  context: Context,
  { campaign, now, draws }: Found,
): Promise<string | undefined> {
  const isOver = campaign.status === 'closed' || (campaign.endsAt ?? Infinity) <= now;
  const codes = await unsettledCodes(await context.database(), campaign.id);
  const drawn = draws.map(({ row, drawn: packets }) => [row.draw, packets.length] as const);
  return whyNotYet({ isOver, codes, draws: drawn });
}

async function drawsOf(context: Context, text: string): Promise<Found | undefined> {
  const known = await knownCampaign(context, text);
  if (known === undefined) return undefined;
  const db = await context.database();
  const draws = [];
  for (const row of (await loadDraws(db, known.campaign.id)).values()) {
    draws.push({ row, drawn: await drawnPackets(db, known.campaign.id, row.draw) });
  }
  return { ...known, draws };
}

async function verify(file: string, options: CommonOptions & Checking): Promise<ExitCode> {
  const text = file === '-' ? await textOfStream(process.stdin) : await readText(file);
  const record = readDrawRecord(text);
  if (record === undefined) {
    throw new WrongUse(say`${file} is no record of a draw: \`usher draw reveal\` writes one.`);
  }
  const { isRight, lines, fields } = checkRecord(record, options);
  openReport(options.output).result(lines.join('\n'), fields);
  return isRight ? exitCodes.ok : exitCodes.findings;
}
