import { wakeBatches } from '../../client/batches/decide-batch.ts';
import { batchId } from '../../domain/delivery/batch.ts';
import { pauseBatches, resumeBatches } from '../../store/payouts/batch-gate.ts';
import { campaignUnknown, knownCampaign } from '../campaign-clock.ts';
import type { CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, type ExitCode } from '../exit.ts';
import type { ByHandOptions } from '../operate.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { batchServices } from './decide.ts';

type Options = CommonOptions & ByHandOptions & { readonly campaign?: string };

/** Pauses the batches of one campaign. */
export async function pauseOne({ output, campaign, actor, reason }: Options): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const known = await knownCampaign(context, campaign ?? '');
    if (known === undefined) return reportRefusal(report, await campaignUnknown(context));
    const { id } = known.campaign;
    const changed = await pauseBatches(await context.database(), id, { actor, reason });
    const text = changed ? 'are paused' : 'were paused already, and still are';
    report.result(`${colours.green('ok')}  batches of ${id} ${text}`, {
      ...{ campaign: id, paused: true, changed },
    });
    return exitCodes.ok;
  });
}

/** Lets the batches of one campaign go on, and has those that are not over look at once. */
export async function resumeOne({ output, campaign }: Options): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const known = await knownCampaign(context, campaign ?? '');
    if (known === undefined) return reportRefusal(report, await campaignUnknown(context));
    const { id } = known.campaign;
    const changed = await resumeBatches(await context.database(), id);
    const woken = (await wakeBatches(await batchServices(context), id)).map(batchId);
    const text = changed ? 'go on' : 'were not paused';
    const which = woken.length === 0 ? '' : `: ${woken.join(', ')}`;
    report.result(`${colours.green('ok')}  batches of ${id} ${text}${which}`, {
      ...{ campaign: id, paused: false, changed, batches: woken },
    });
    return exitCodes.ok;
  });
}
