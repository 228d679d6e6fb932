import type { Command } from 'commander';

import type { Terms } from '../../domain/campaign/terms.ts';
import type { StreamId } from '../../domain/ids.ts';
import { batchId, needsApproval, type BatchTiming } from '../../domain/delivery/batch.ts';
import { formatMoney } from '../../domain/money.ts';
import type { Instant } from '../../domain/time.ts';
import { variantTerms } from '../../store/campaigns/variant-rows.ts';
import { batchesPaused } from '../../store/payouts/batch-gate.ts';
import { listBatches, type BatchRow } from '../../store/payouts/batch-row.ts';
import { listGathering, type GatheringLine } from '../../store/payouts/list-gathering.ts';
import { previewBatch, type BatchPreview } from '../../store/payouts/preview-batch.ts';
import { campaignUnknown, knownCampaign } from '../campaign-clock.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { readInstant } from '../option-values.ts';
import { counted } from '../output/counted.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';
import { clock } from '../output/when.ts';
import { gatheredText } from '../../domain/delivery/gathered.ts';
import { pausedText, waitingText } from './batch-text.ts';
import { aheadTexts, batchesAhead, type NextBatch } from './batches-ahead.ts';

const openMax = 20;

interface PreviewOptions extends CommonOptions {
  readonly asOf?: Instant;
}

/** `usher payouts preview`. */
export function addPreview(group: Command): void {
  addCommand(group, {
    usage: 'preview <campaign>',
    summary: 'what the batches would pay: weekly, after the campaign, and after each stream',
    more: 'What a batch may not take on by the terms is listed as left for the next. Rewards of a batch that is not over are in that one.',
    examples: ['usher payouts preview first-purchase --as-of 2026-12-07T10:00:00+08:00'],
  })
    .option(
      '--as-of <instant>',
      'as if it ran then: ISO 8601 with offset (default: now)',
      readInstant,
    )
    .action((campaign: string, options: PreviewOptions) => exitWith(preview(campaign, options)));
}

async function preview(text: string, { output, asOf }: PreviewOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const known = await knownCampaign(context, text);
    if (known === undefined) return reportRefusal(report, await campaignUnknown(context));
    const db = await context.database();
    const { id, endsAt } = known.campaign;
    const { payouts } = known.version.terms;
    const terms = [known.version.terms, ...(await variantTerms(db, known.version))];
    const found = await previewBatch(db, id, { asOf: asOf ?? known.now, max: payouts?.max ?? [] });
    const ahead = await batchesAhead(db, { id, endsAt, terms }, found.asOf);
    const paysStreams = terms.some(({ rewards }) =>
      rewards.some(({ payout }) => payout.timing === 'after-stream'),
    );
    const open = await listBatches(db, { campaigns: [id], only: 'open', limit: openMax });
    const paused = await batchesPaused(db, id);
    const waits = timingsThatWait(found, payouts);
    const gathering = await listGathering(db, { campaign: id });
    const zone = known.version.terms.period.timeZone;
    const parts = [
      ...(paused === null ? [] : [pausedText(id, paused)]),
      ...open.filter(({ state }) => state === 'waiting').map(waitingText),
      ...describePreview(found, ahead, zone),
      ...(paysStreams ? ['A stream has its batch as soon as it is settled.'] : []),
      ...gatheringTexts(gathering),
      ...waits.map((timing) => `The ${timing} batch would wait for a second person to approve it.`),
    ];
    report.result(parts.join('\n\n'), {
      ...{ campaign: text, ...found, next: ahead, waits, paused, gathering },
      open: open.map((batch: BatchRow) => batchId(batch)),
    });
    return exitCodes.ok;
  });
}

function gatheringTexts(lines: readonly GatheringLine[]): string[] {
  if (lines.length === 0) return [];
  const rows = lines.map((line) => `${line.beneficiary}: ${gatheredText(line)}`);
  return [`Due, and waiting for the minimum:\n${rows.join('\n')}`];
}

/** Which batch; of those after streams each stream has its own. */
function batchWords(timing: BatchTiming, stream: StreamId | null): string {
  return stream === null ? timing : `${timing} ${stream}`;
}

function timingsThatWait({ totals }: BatchPreview, payouts: Terms['payouts']): BatchTiming[] {
  const waiting = totals.filter(({ asset, rewards, minor }) =>
    needsApproval({ [asset]: { rewards, minor } }, payouts?.approval ?? null),
  );
  return [...new Set(waiting.map(({ timing }) => timing))];
}

function describePreview(
  { asOf, lines, totals, leftOver }: BatchPreview,
  ahead: readonly NextBatch[],
  zone: string,
): string[] {
  const head = `As of ${clock(asOf, zone)} (${zone})`;
  const left = leftOver.map(
    ({ timing, stream, rewards, minor, asset, tooLarge }) =>
      `${batchWords(timing, stream)}: ${formatMoney(minor, asset)} for ${counted(rewards, 'reward')}${tooLarge === 0 ? '' : `, of which ${String(tooLarge)} for more than a whole batch may pay`}`,
  );
  const rest = left.length === 0 ? [] : [`Left for the next batch:\n${left.join('\n')}`];
  if (totals.length === 0) {
    return [
      [`${head} no batch would pay anything.`, ...aheadTexts(ahead, zone)].join(' '),
      ...rest,
    ];
  }
  const rows = lines.map((line) => [
    batchWords(line.timing, line.stream),
    line.beneficiary,
    String(line.rewards),
    formatMoney(line.minor, line.asset),
  ]);
  const heads = ['batch', 'to', 'rewards', 'amount'].map((title) => ({ title }));
  const sums = totals.map(
    ({ timing, stream, people, rewards, minor, asset }) =>
      `${batchWords(timing, stream)}: ${formatMoney(minor, asset)} for ${counted(rewards, 'reward')} to ${people === 1 ? '1 person' : `${people} people`}`,
  );
  return [`${head} the batches would pay:`, table(heads, rows), sums.join('\n'), ...rest];
}
