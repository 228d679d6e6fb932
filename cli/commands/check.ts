import type { Command } from 'commander';

import { addCommand } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addWaitOption, codeInput, waiting, whereabouts, type WaitOption } from '../operate.ts';
import { colours } from '../output/colour.ts';
import { describeRejection, describeReward, type Clock } from '../output/outcome.ts';
import { openReport } from '../output/report.ts';
import { addUseOptions, useCall, type UseOptions } from '../use-options.ts';
import type { Accepted } from '../../domain/code/outcome.ts';

type CheckOptions = UseOptions & WaitOption;

/** `usher check`: what redeeming would be answered. */
export function addCheck(program: Command): void {
  const command = addCommand(program, {
    usage: 'check <code>',
    summary: 'say what redeeming a code would be answered, without doing it',
    more: 'Asks the same rules with the same facts; writes nothing but the count of look-ups.',
    examples: ['usher check K7MP-3QXA-9TRC --invitee bob'],
  });
  addWaitOption(addUseOptions(command)).action((code: string, options: CheckOptions) =>
    exitWith(check(code, options)),
  );
}

async function check(code: string, options: CheckOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const usher = await context.usher();
    const call = { code: codeInput(code), ...waiting(options) };
    const outcome = await usher.check(useCall(call, options));
    const { clock, codeId } = await whereabouts(context, code, outcome);
    const text = outcome.ok ? accepted(outcome, clock) : describeRejection(outcome, clock);
    openReport(options.output).result(text, { code: codeId, wouldBe: outcome });
    return outcome.ok ? exitCodes.ok : exitCodes.findings;
  });
}

function accepted(
  { redemptionState, forwardedTo, rewards, rules }: Accepted,
  clock: Clock,
): string {
  const what = redemptionState === 'review' ? 'sent to review' : 'accepted';
  const by = forwardedTo === undefined ? '' : ` by its successor, code ${forwardedTo}`;
  return [
    `${colours.green('ok')}  it would be ${what}${by}; nothing was done`,
    ...(rewards ?? []).map((reward) => `    ${describeReward(reward, clock)}`),
    ...(rules === undefined || rules.length === 0 ? [] : [`    by rule ${rules.join(', ')}`]),
  ].join('\n');
}
