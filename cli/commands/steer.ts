import type { Command } from 'commander';

import { setCampaignStatus } from '../../store/campaigns/steer.ts';
import type { CampaignStatus } from '../../store/campaigns/campaign-row.ts';
import { campaignUnknown, knownCampaign } from '../campaign-clock.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addByHandOptions, type ByHandOptions } from '../operate.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';

type SteerOptions = CommonOptions & ByHandOptions;

interface Steering {
  readonly name: string;
  readonly status: CampaignStatus;
  readonly summary: string;
  readonly more?: string;
  /** What is then so. */
  readonly says: string;
}

/** `usher pause`: nothing is issued or redeemed for now. */
export function addPause(program: Command): void {
  addSteering(program, {
    name: 'pause',
    status: 'paused',
    summary: 'let a campaign issue no codes and take no redemptions for now',
    more: 'What was earned goes on: milestones, reviews, held rewards and payouts.',
    says: 'is paused; `usher resume` lets it go on',
  });
}

/** `usher resume`: a paused campaign goes on. */
export function addResume(program: Command): void {
  addSteering(program, {
    name: 'resume',
    status: 'open',
    summary: 'let a paused campaign go on',
    says: 'is open',
  });
}

/** `usher close`: a campaign ends before its time, and for good. */
export function addClose(program: Command): void {
  addSteering(program, {
    name: 'close',
    status: 'closed',
    summary: 'close a campaign for good',
    more: 'What was earned goes on: milestones, reviews, held rewards and payouts. It cannot be opened again.',
    says: 'is closed for good',
  });
}

function addSteering(program: Command, steering: Steering): void {
  const { name, summary, more } = steering;
  const command = addCommand(program, {
    usage: `${name} <campaign>`,
    summary,
    ...(more === undefined ? {} : { more }),
    examples: [`usher ${name} registration --reason "as agreed with growth-team"`],
  });
  addByHandOptions(command).action((campaign: string, options: SteerOptions) =>
    exitWith(steer(steering, campaign, options)),
  );
}

async function steer(
  { status, says }: Steering,
  text: string,
  { output, actor, reason }: SteerOptions,
): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const known = await knownCampaign(context, text);
    if (known === undefined) {
      return reportRefusal(report, await campaignUnknown(context), { campaign: text });
    }
    const change = { status, by: actor, reason };
    const done = await setCampaignStatus(await context.database(), known.campaign.id, change);
    if (!done.ok) return reportRefusal(report, done, { campaign: text });
    report.result(`${colours.green('ok')}  campaign ${text} ${says}`, {
      campaign: text,
      status: done.campaign.status,
      refused: null,
    });
    return exitCodes.ok;
  });
}
