import { Argument, type Command } from 'commander';

import { decideBatch } from '../../client/batches/decide-batch.ts';
import { runBatchOnce, type BatchServices } from '../../client/batches/run-batch-once.ts';
import { reject } from '../../domain/code/rejection.ts';
import {
  batchId,
  parseBatchId,
  type BatchDecision,
  type BatchTiming,
} from '../../domain/delivery/batch.ts';
import { effectsTaskQueue } from '../../domain/delivery/dispatcher.ts';
import { loadBatch } from '../../store/payouts/batch-row.ts';
import { campaignUnknown, knownCampaign } from '../campaign-clock.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext, type Context } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { actorOption, addByHandOptions, type ByHandOptions } from '../operate.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { sumsText, waitingText } from './batch-text.ts';
import { asFields } from './batches.ts';

type Options = CommonOptions & ByHandOptions;

/** `usher payouts approve`, `refuse` and `run`. */
export function addDecisions(group: Command): void {
  const approve = addCommand(group, {
    usage: 'approve <batch>',
    summary: 'let a batch that waits pay what it has gathered',
    more: 'Not by who published the version in force, nor by who started the batch. What was taken back since is not paid, and nothing that came later is.',
    examples: ['usher payouts approve first-purchase.3 --reason "checked against the orders"'],
  });
  addByHandOptions(approve).action((batch: string, options: Options) =>
    exitWith(decide(batch, 'approve', options)),
  );
  const refuse = addCommand(group, {
    usage: 'refuse <batch>',
    summary: 'pay nothing of a batch that waits; its rewards are for the next one',
    examples: ['usher payouts refuse first-purchase.3 --reason "one person has half of it"'],
  });
  addByHandOptions(refuse).action((batch: string, options: Options) =>
    exitWith(decide(batch, 'refuse', options)),
  );
  addCommand(group, {
    usage: 'run <campaign>',
    summary: 'run a batch now, apart from its schedule: all that is due',
    more: 'Whoever runs it cannot approve it.',
    examples: ['usher payouts run first-purchase weekly'],
  })
    .addArgument(
      new Argument('<timing>', 'which rewards').choices([
        'weekly',
        'after-campaign',
        'after-stream',
      ]),
    )
    .addOption(actorOption('who; kept with the batch'))
    .action((campaign: string, timing: BatchTiming, options: CommonOptions & { actor: string }) =>
      exitWith(run(campaign, timing, options)),
    );
}

async function decide(
  text: string,
  decision: BatchDecision['decision'],
  { output, actor, reason }: Options,
): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const name = parseBatchId(text);
    if (name === undefined) return reportRefusal(report, reject('BATCH_UNKNOWN'));
    const services = await batchServices(context);
    const refused = await decideBatch(services, name, { decision, actor, reason });
    if (refused !== null) return reportRefusal(report, refused, { batch: text });
    const batch = await loadBatch(services.pool, name);
    const what =
      decision === 'approve'
        ? `is approved and pays ${sumsText(batch?.gathered ?? {})}`
        : 'is refused: nothing is paid, and its rewards are for the next batch';
    report.result(`${colours.green('ok')}  batch ${text} ${what}`, {
      ...{ batch: batch === undefined ? null : asFields(batch), refused: null },
    });
    return exitCodes.ok;
  });
}

async function run(
  campaign: string,
  timing: BatchTiming,
  { output, actor }: CommonOptions & { actor: string },
): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const known = await knownCampaign(context, campaign);
    if (known === undefined) return reportRefusal(report, await campaignUnknown(context));
    const request = { campaign: known.campaign.id, timing, asOf: known.now, startedBy: actor };
    const batch = await runBatchOnce(await batchServices(context), request);
    const id = batchId(batch);
    const text =
      batch.state === 'waiting'
        ? waitingText(batch)
        : `${colours.green('ok')}  batch ${id} is ${batch.state}: ${String(batch.due)} sent to the provider, ${String(batch.paid)} posted; left for the next batch: ${sumsText(batch.leftOver)}`;
    report.result(text, { batch: asFields(batch), refused: null });
    return exitCodes.ok;
  });
}

/** Where commands of batches do their work. */
export async function batchServices(context: Context): Promise<BatchServices> {
  return {
    temporal: await context.temporal(),
    pool: await context.database(),
    taskQueue: context.settings.taskQueues?.effects ?? effectsTaskQueue,
  };
}
