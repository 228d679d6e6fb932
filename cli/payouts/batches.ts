import type { Command } from 'commander';

import { batchId, parseBatchId, type BatchName } from '../../domain/delivery/batch.ts';
import { reject } from '../../domain/code/rejection.ts';
import { batchesPaused } from '../../store/payouts/batch-gate.ts';
import { listBatches, loadBatch, type BatchRow } from '../../store/payouts/batch-row.ts';
import { campaignClock, campaignUnknown, chosenCampaign } from '../campaign-clock.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext, type Context } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';
import { clock } from '../output/when.ts';
import { pausedText, sumsText, waitingText } from './batch-text.ts';

const listedMax = 50;

interface ListOptions extends CommonOptions {
  readonly campaign?: string;
  readonly waiting?: true;
}

/** `usher payouts batches` and `batch`. */
export function addBatches(group: Command): void {
  addCommand(group, {
    usage: 'batches',
    summary: 'payout batches, the latest first, and which wait for approval',
    examples: [
      'usher payouts batches --waiting',
      'usher payouts batches --campaign orders -o json',
    ],
  })
    .option('--campaign <id>', 'only of this campaign')
    .option('--waiting', 'only those that wait for a second person')
    .action((options: ListOptions) => exitWith(list(options)));
  addCommand(group, {
    usage: 'batch <batch>',
    summary: 'one payout batch: what it pays, what it leaves, who decided and why',
    examples: ['usher payouts batch first-purchase.3'],
  }).action((batch: string, options: CommonOptions) => exitWith(show(batch, options)));
}

async function list({ output, campaign, waiting }: ListOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const id = await chosenCampaign(context, campaign);
    if (id === undefined) return reportRefusal(report, await campaignUnknown(context));
    const only = waiting === true ? 'waiting' : null;
    const db = await context.database();
    const batches = await listBatches(db, {
      campaigns: id === null ? null : [id],
      only,
      limit: listedMax,
    });
    const rows = batches.map((batch) => [
      batchId(batch),
      batch.timing,
      new Date(batch.openedAt).toISOString().slice(0, 16),
      batch.state,
      sumsText(batch.gathered),
      sumsText(batch.leftOver),
      batch.decidedBy ?? '',
    ]);
    const heads = ['batch', 'timing', 'begun (UTC)', 'state', 'pays', 'left over', 'decided by'];
    const none = waiting === true ? 'No batch waits for approval.' : 'There was no batch yet.';
    const listed = table(
      heads.map((title) => ({ title })),
      rows,
    );
    const wait = batches.filter(({ state }) => state === 'waiting').map(waitingText);
    const text = rows.length === 0 ? none : [...wait, listed].join('\n\n');
    report.result(text, { batches: batches.map(asFields) });
    return exitCodes.ok;
  });
}

async function show(text: string, { output }: CommonOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const batch = await knownBatch(context, text);
    if (batch === undefined) return reportRefusal(report, reject('BATCH_UNKNOWN'));
    const paused = await batchesPaused(await context.database(), batch.campaign);
    const held = batch.endedAt === null ? paused : null;
    report.result(await describe(context, batch, held), { batch: asFields(batch), paused: held });
    return exitCodes.ok;
  });
}

/** The batch of this name; undefined for none. */
async function knownBatch(context: Context, text: string): Promise<BatchRow | undefined> {
  const name: BatchName | undefined = parseBatchId(text);
  return name && loadBatch(await context.database(), name);
}

async function describe(context: Context, batch: BatchRow, paused: string | null): Promise<string> {
  const { timeZone } = await campaignClock(context, batch.campaign);
  const when = (at: number): string => `${clock(at as BatchRow['asOf'], timeZone)} (${timeZone})`;
  const rows: [string, string | null][] = [
    ['batch', `${batchId(batch)}, ${batch.timing}, as of ${when(batch.asOf)}`],
    ['state', batch.state],
    ['begun', `${when(batch.openedAt)}, by ${batch.startedBy ?? 'its schedule'}`],
    ['terms published by', batch.publishedBy],
    ['pays', sumsText(batch.gathered)],
    ['left for the next batch', sumsText(batch.leftOver)],
    ['sent to the provider', String(batch.due)],
    ['posted', String(batch.paid)],
    ['taken back meanwhile', String(batch.takenBack)],
    ['to be decided by', batch.decideBy === null ? null : when(batch.decideBy)],
    ['decided', decisionText(batch, when)],
    ['ended', batch.endedAt === null ? null : when(batch.endedAt)],
  ];
  const told = rows.filter((row): row is [string, string] => row[1] !== null);
  const heads = [{ title: '' }, { title: '' }];
  return [
    ...(paused === null ? [] : [pausedText(batch.campaign, paused)]),
    ...(batch.state === 'waiting' ? [waitingText(batch)] : []),
    table(heads, told),
  ].join('\n\n');
}

function decisionText(batch: BatchRow, when: (at: number) => string): string | null {
  const { decidedAt, decidedBy, reason, state } = batch;
  if (decidedAt === null) return null;
  const word = state === 'refused' ? 'refused' : 'approved';
  const who = decidedBy === null ? '' : ` by ${decidedBy}`;
  return `${word}${who} ${when(decidedAt)}: ${reason ?? ''}`;
}

/** A batch as JSON has it. */
export function asFields(batch: BatchRow): Readonly<Record<string, unknown>> {
  const { number, timing, asOf, state, workflow, publishedBy, startedBy, gathered, leftOver } =
    batch;
  const { campaign, due, paid, takenBack, decideBy, decidedAt, decidedBy, reason } = batch;
  return {
    ...{ id: batchId(batch), campaign, number, timing, asOf, state, workflow },
    ...{ publishedBy, startedBy, gathered, leftOver, due, paid, takenBack },
    ...{ decideByAt: decideBy, decidedAt, decidedBy, reason },
    ...{ openedAt: batch.openedAt, endedAt: batch.endedAt },
  };
}
