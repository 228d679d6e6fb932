import type { Command } from 'commander';

import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import { formatMoney } from '../../domain/money.ts';
import type { FullMinute } from '../../store/payouts/full-minute.ts';
import { pausePayouts, resumePayouts, type PayoutGate } from '../../store/payouts/gate.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addByHandOptions, type ByHandOptions } from '../operate.ts';
import { counted } from '../output/counted.ts';
import { colours } from '../output/colour.ts';
import { openReport } from '../output/report.ts';
import { pauseOne, resumeOne } from './pause-batches.ts';
import { nudgePayouts } from './nudge.ts';

type Options = CommonOptions & ByHandOptions & { readonly campaign?: string };

/** `usher payouts pause` and `resume`. */
export function addPayoutGate(group: Command): void {
  const pause = addCommand(group, {
    usage: 'pause',
    summary: "send nothing more to the provider, or run no more of a campaign's batches",
    more: 'Of the provider: rewards still fall due and wait; what is in doubt is still asked about, and booked when it was paid; nothing is sent again. With --campaign: its batches stop after the page they are at, whatever they pay, and the provider is asked for all others as before.',
    examples: [
      'usher payouts pause --reason "restoring a backup"',
      'usher payouts pause --campaign orders --reason "points look wrong"',
    ],
  }).option('--campaign <id>', 'only the batches of this campaign');
  addByHandOptions(pause).action((options: Options) =>
    exitWith(options.campaign === undefined ? pauseAll(options) : pauseOne(options)),
  );
  const resume = addCommand(group, {
    usage: 'resume',
    summary: "let payouts go out again, or a campaign's batches go on",
    more: 'Look at `usher reconcile --check` first: what the provider has taken on until now pauses payouts no more.',
    examples: ['usher payouts resume --reason "all of the statement is accounted for"'],
  }).option('--campaign <id>', 'only the batches of this campaign');
  addByHandOptions(resume).action((options: Options) =>
    exitWith(options.campaign === undefined ? resumeAll(options) : resumeOne(options)),
  );
}

/** Why nothing is sent to a provider at present, in one sentence. */
export function gateText({
  provider,
  moved,
  pausedAt,
  pausedBy,
  reason,
  reconciledAt,
}: PayoutGate): string {
  const [since, seen] = [pausedAt, reconciledAt].map((at) => at?.toISOString() ?? 'never');
  const because = moved ? ', since this database was restored or its server was started anew' : '';
  const why =
    pausedAt === null
      ? `are held until they have been compared with the provider${because}; that was last done in full ${seen ?? ''}, and a worker does it by itself`
      : `are paused since ${since ?? ''} by ${pausedBy ?? ''}: ${reason ?? ''}`;
  return `${colours.yellow('held')}  payouts to ${provider} ${why}`;
}

/** Why payouts wait for the next minute, in one sentence. */
export function fullText({ provider, until, of, bound, used, waiting }: FullMinute): string {
  const what =
    of === 'payouts'
      ? `${String(used)} of ${String(bound)} payouts have been handed over`
      : `${formatMoney(used, of)} of ${formatMoney(bound, of)} have been handed over, and the next does not fit`;
  const who = counted(waiting, 'payout');
  return `${colours.yellow('full')}  ${who} to ${provider} ${waiting === 1 ? 'waits' : 'wait'} until ${until.toISOString()}: ${what} in this minute`;
}

async function pauseAll({ output, actor, reason }: Options): Promise<ExitCode> {
  return withContext(async (context) => {
    const paused = await pausePayouts(await context.database(), cashProvider, { actor, reason });
    const text = paused ? 'payouts are paused' : 'payouts were paused already, and still are';
    openReport(output).result(`${colours.green('ok')}  ${text}`, { paused: true, changed: paused });
    return exitCodes.ok;
  });
}

async function resumeAll({ output, actor, reason }: Options): Promise<ExitCode> {
  return withContext(async (context) => {
    const resumed = await resumePayouts(await context.database(), cashProvider, { actor, reason });
    if (resumed) await nudgePayouts(context, cashProvider);
    const text = resumed ? 'payouts go out again' : 'payouts were not paused';
    openReport(output).result(`${colours.green('ok')}  ${text}`, {
      ...{ paused: false, changed: resumed },
    });
    return exitCodes.ok;
  });
}
