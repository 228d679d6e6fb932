import type { Command } from 'commander';

import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import { letGo } from '../../store/payouts/gather-payouts.ts';
import { campaignUnknown, chosenCampaign } from '../campaign-clock.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addByHandOptions, type ByHandOptions } from '../operate.ts';
import { colours } from '../output/colour.ts';
import { counted } from '../output/counted.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { nudgePayouts } from './nudge.ts';

type Options = CommonOptions & ByHandOptions & { readonly to?: string };

/** `usher payouts let-go`. */
export function addLetGo(group: Command): void {
  const command = addCommand(group, {
    usage: 'let-go <campaign>',
    summary: 'send what waits for a minimum, although it has not come to that',
    more: 'Each person gets all that waits for them as one payout. Rewards that fall due later wait again.',
    examples: ['usher payouts let-go orders --reason "the campaign was closed"'],
  }).option('--to <person>', 'only what waits for this person, as `usher payouts list` names them');
  addByHandOptions(command).action((campaign: string, options: Options) =>
    exitWith(sendAll(campaign, options)),
  );
}

async function sendAll(text: string, { output, actor, reason, to }: Options): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const campaign = await chosenCampaign(context, text);
    if (!campaign) return reportRefusal(report, await campaignUnknown(context));
    const db = await context.database();
    const rewards = await letGo(db, { campaign, beneficiary: to ?? null }, { actor, reason });
    if (rewards > 0) await nudgePayouts(context, cashProvider);
    const said =
      rewards === 0 ? 'nothing waits for a minimum' : `${counted(rewards, 'reward')} let go`;
    report.result(`${colours.green('ok')}  ${said}`, { campaign, rewards });
    return exitCodes.ok;
  });
}
