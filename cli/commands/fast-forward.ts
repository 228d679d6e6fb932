import type { Command } from 'commander';

import { fastForwardCampaign, ForwardRefused, type Forwarded } from '../../client/fast-forward.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { formatDuration, parseDuration, plus, type Duration } from '../../domain/time.ts';
import { say } from '../../lang/say.ts';
import { campaignUnknown, knownCampaign, type KnownCampaign } from '../campaign-clock.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { queueOfCodes, queueOfEffects, withContext, type Context } from '../context.ts';
import { exitCodes, exitWith, type ExitCode, WrongValue } from '../exit.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { clock, zonedClock } from '../output/when.ts';
import { EnvironmentError } from '../../stack/environment-error.ts';

/** `usher fast-forward`: a sandbox campaign's time goes on at once. */
export function addFastForward(program: Command): void {
  addCommand(program, {
    usage: 'fast-forward <campaign>',
    summary: "move a sandbox campaign's clock forward, and all its codes with it",
    more: 'Everything that falls due on the way happens as it would have: reminders, expiries, held rewards, payout batches. Needs a campaign that was published with --sandbox, and a Temporal server that can skip time, such as that of `usher dev`.',
    examples: ['usher fast-forward registration 8d'],
  })
    .argument('<duration>', 'how far: 90m, 6h, 8d, 2w', readDuration)
    .action((campaign: string, by: Duration, options: CommonOptions) =>
      exitWith(forward(campaign, by, options)),
    );
}

async function forward(
  campaign: string,
  by: Duration,
  { output }: CommonOptions,
): Promise<ExitCode> {
  const report = openReport(output);
  return withContext(async (context) => {
    const known = await knownCampaign(context, campaign);
    if (known === undefined) {
      return reportRefusal(report, await campaignUnknown(context), { campaign });
    }
    report.progress(`forwarding ${campaign} by ${formatDuration(by)}`);
    for (const line of beyondEnd(known, by)) report.progress(line);
    const done = await forwardOrRefuse(context, known.campaign.id, by);
    if (done instanceof ForwardRefused) {
      const { code, message } = done;
      report.result(`${colours.red('refused')}  ${code}: ${message}`, {
        ...{ campaign, refused: { ok: false, code, message } },
      });
      return exitCodes.findings;
    }
    const { timeZone } = known.version.terms.period;
    report.result(describe(campaign, done, timeZone), {
      ...{ campaign, fromAt: done.from, toAt: done.to, codes: done.codes },
      batches: done.batches.map((at) => ({ at })),
      refused: null,
    });
    return exitCodes.ok;
  });
}

/** Time that was forwarded never comes back. */
function beyondEnd({ campaign, version, now }: KnownCampaign, by: Duration): string[] {
  const { endsAt } = campaign;
  if (endsAt === null || plus(now, by) < endsAt) return [];
  const end = zonedClock(endsAt, version.terms.period.timeZone, now);
  return [`this goes beyond the campaign's end, ${end}, and cannot be undone`];
}

/** A server that cannot skip time is a matter of the environment; the rest is of the campaign. */
async function forwardOrRefuse(
  context: Context,
  id: CampaignId,
  by: Duration,
): Promise<Forwarded | ForwardRefused> {
  const { settings } = context;
  const [pool, temporal] = [await context.database(), await context.temporal()];
  try {
    const queues = { ...queueOfCodes(settings), ...queueOfEffects(settings) };
    return await fastForwardCampaign({ pool, temporal, ...queues }, id, by);
  } catch (error) {
    if (!(error instanceof ForwardRefused)) throw error;
    if (error.code !== 'NO_TIME_SKIPPING') return error;
    throw new EnvironmentError(
      `Nothing was forwarded: ${error.message}; \`usher dev\` starts one that can.`,
    );
  }
}

function describe(campaign: string, { from, to, codes, batches }: Forwarded, zone: string): string {
  const batchLines = batches.map((at) => `    payout batches ran as of ${clock(at, zone)}`);
  const moved = `${clock(from, zone)} to ${clock(to, zone)} (${zone})`;
  const what = codes === 1 ? '1 running code' : `${codes} running codes`;
  const first = `${colours.green('ok')}  campaign ${campaign} went from ${moved}, with ${what}`;
  return [first, ...batchLines].join('\n');
}

function readDuration(text: string): Duration {
  const read = parseDuration(text);
  if (read !== undefined && read > 0) return read;
  throw new WrongValue(say`It must be a length of time such as 90m, 6h or 8d.`);
}
