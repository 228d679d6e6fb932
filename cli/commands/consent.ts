import type { Command } from 'commander';

import type { ConsentCall } from '../../client/calls.ts';
import type { ConsentGiven } from '../../client/consents/consent.ts';
import { campaignClock } from '../campaign-clock.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addWaitOption, codeInput, waiting, type WaitOption } from '../operate.ts';
import { readLocation, readName, readPerson, readRegion } from '../option-values.ts';
import type { Clock } from '../output/outcome.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { zonedClock } from '../output/when.ts';

interface GiveOptions extends CommonOptions, WaitOption {
  readonly invitee: string;
  readonly region: string;
  readonly text: string;
  readonly location?: ConsentCall['location'];
}

interface WithdrawOptions extends CommonOptions, WaitOption {
  readonly invitee: string;
}

/** `usher consent`: that people agree to the use of their location, for campaigns whose rules follow the region. */
export function addConsent(program: Command): void {
  const group = addGroup(
    program,
    'consent',
    'record that somebody agrees to the use of their location',
  );
  const give = addCommand(group, {
    usage: 'give <campaign> <code>',
    summary: 'record that an invitee has agreed, and to which text',
    more: 'Of the location only a coarse cell is kept, as long as the campaign says; it itself is stored nowhere.',
    examples: [
      'usher consent give cross-border K7MP-3QXA-9TRC --invitee bob --region DE --text location-2027-01 --location 52.52,13.40',
    ],
  })
    .requiredOption('--invitee <id>', 'who agrees', readPerson)
    .requiredOption('--region <code>', 'ISO 3166 code of country or region', readRegion)
    .requiredOption('--text <version>', 'the version of the text that they were shown', readName)
    .option('--location <degrees>', 'where they are: latitude,longitude', readLocation);
  addWaitOption(give).action((campaign: string, code: string, options: GiveOptions) =>
    exitWith(giveConsent(campaign, code, options)),
  );
  const withdraw = addCommand(group, {
    usage: 'withdraw <campaign>',
    summary: 'end what an invitee has agreed to, and delete what was kept of their location',
    more: 'What they have redeemed and earned stays.',
    examples: ['usher consent withdraw cross-border --invitee bob'],
  }).requiredOption('--invitee <id>', 'who withdraws', readPerson);
  addWaitOption(withdraw).action((campaign: string, options: WithdrawOptions) =>
    exitWith(withdrawConsent(campaign, options)),
  );
}

async function giveConsent(
  campaign: string,
  code: string,
  options: GiveOptions,
): Promise<ExitCode> {
  const report = openReport(options.output);
  return withContext(async (context) => {
    const usher = await context.usher();
    const { invitee, region, text, location } = options;
    const answer = await usher.consent({
      ...{ campaign, code: codeInput(code), invitee, region, text, ...waiting(options) },
      ...(location === undefined ? {} : { location }),
    });
    const clock = await campaignClock(context, campaign);
    if (!answer.ok) return reportRefusal(report, answer, { campaign }, clock);
    report.result(describeGiven(answer, { invitee, clock }), { campaign, invitee, ...answer });
    return exitCodes.ok;
  });
}

function describeGiven(
  { region, text, kept }: ConsentGiven,
  { invitee, clock }: { readonly invitee: string; readonly clock: Clock },
): string {
  const agreed = `${invitee} has agreed to ${text} in ${region}.`;
  if (kept === undefined) return `${agreed} Nothing is kept of the location.`;
  return `${agreed} Cell ${kept.cell} is kept until ${zonedClock(kept.until, clock.timeZone, clock.now)}.`;
}

async function withdrawConsent(campaign: string, options: WithdrawOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  return withContext(async (context) => {
    const usher = await context.usher();
    const { invitee } = options;
    const answer = await usher.withdrawConsent({ campaign, invitee, ...waiting(options) });
    const clock = await campaignClock(context, campaign);
    if (!answer.ok) return reportRefusal(report, answer, { campaign }, clock);
    const { withdrawn } = answer;
    const text =
      withdrawn === 0
        ? `${invitee} had agreed to nothing that is in force.`
        : `${invitee} agrees no more, and nothing is kept of their location.`;
    report.result(text, { campaign, invitee, withdrawn });
    return exitCodes.ok;
  });
}
