import type { Command } from 'commander';

import { campaignClock } from '../campaign-clock.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addWaitOption, codeInput, waiting, type WaitOption } from '../operate.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { zonedClock } from '../output/when.ts';

interface SendOptions extends CommonOptions, WaitOption {
  readonly phone: string;
}

/** `usher password`: one-time passwords, for campaigns whose codes want one. */
export function addPassword(program: Command): void {
  const group = addGroup(program, 'password', 'have a one-time password sent for a code');
  const command = addCommand(group, {
    usage: 'send <campaign> <code>',
    summary: 'send a one-time password for a code to a phone',
    more: 'It is answered alike whether there is such a code or not. With `usher dev` the password lies in the inbox of the sandbox.',
    examples: ['usher password send coupon K7MP-3QXA-9TRC --phone "+86 138 0000 0000"'],
  }).requiredOption('--phone <number>', 'where it is sent to; it is stored nowhere');
  addWaitOption(command).action((campaign: string, code: string, options: SendOptions) =>
    exitWith(send(campaign, code, options)),
  );
}

async function send(campaign: string, code: string, options: SendOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  return withContext(async (context) => {
    const usher = await context.usher();
    const call = { campaign, code: codeInput(code), phone: options.phone, ...waiting(options) };
    const answer = await usher.sendPassword(call);
    const clock = await campaignClock(context, campaign);
    if (!answer.ok) return reportRefusal(report, answer, { campaign }, clock);
    const until = zonedClock(answer.expiresAt, clock.timeZone, clock.now);
    report.result(
      `A one-time password was sent, if there is such a code; it is valid until ${until}.`,
      {
        ...{ campaign, expiresAt: answer.expiresAt },
      },
    );
    return exitCodes.ok;
  });
}
