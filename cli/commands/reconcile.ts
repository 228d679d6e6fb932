import type { Command } from 'commander';

import { check } from '../../reconcile/check.ts';
import type { Difference } from '../../reconcile/difference.ts';
import { mend } from '../../reconcile/mend.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { waiting, addWaitOption, type WaitOption } from '../operate.ts';
import { colours } from '../output/colour.ts';
import { openReport } from '../output/report.ts';
import { comparePayouts, isSettled, payoutsText } from '../reconcile/payouts.ts';
import { servicesOf } from '../services.ts';

const waitMsDefault = 30_000;

interface ReconcileOptions extends CommonOptions, WaitOption {
  readonly check?: true;
}

/** `usher reconcile`: rows, workflows, ledger and the provider are compared and brought into line. */
export function addReconcile(program: Command): void {
  const command = addCommand(program, {
    usage: 'reconcile',
    summary: 'compare rows, workflows, ledger and provider, and mend what differs',
    more: 'The row wins: missing workflows are started from their rows, stale ones adopt them. A payout in doubt that the statement shows is asked about by its key; nothing is sent, and nothing is booked on the word of the statement. A worker does the same by itself; this is for looking, and for not waiting. Exits with 1 when differences are left.',
    examples: ['usher reconcile --check', 'usher reconcile'],
  }).option('--check', 'only look');
  addWaitOption(command).action((options: ReconcileOptions) => exitWith(reconcile(options)));
}

async function reconcile(options: ReconcileOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const lookOnly = options.check === true;
  const { deadlineMs: waitMs = waitMsDefault } = waiting(options);
  return withContext(async (context) => {
    const services = await servicesOf(context, report);
    const payouts = await comparePayouts(context, { lookOnly, waitMs });
    const found = lookOnly ? await check(services) : undefined;
    const mended = found === undefined ? await mend(services) : { found, left: found };
    const { left } = mended;
    report.result([describe(mended, lookOnly), payoutsText(payouts)].join('\n\n'), {
      ...{ ...mended, mended: left.length < mended.found.length, payouts },
    });
    return left.length === 0 && isSettled(payouts) ? exitCodes.ok : exitCodes.findings;
  });
}

function describe(
  { found, left }: { readonly found: readonly Difference[]; readonly left: readonly Difference[] },
  onlyLooked: boolean,
): string {
  if (found.length === 0) return `${colours.green('ok')}  rows, workflows and ledger agree`;
  const lines = (differences: readonly Difference[]): string[] =>
    differences.map(({ kind, sentence }) => `  ${colours.yellow(kind)}  ${sentence}`);
  if (onlyLooked) {
    return ['Not everything agrees; `usher reconcile` mends what it can:', ...lines(found)].join(
      '\n',
    );
  }
  if (left.length === 0) {
    return [`${colours.green('ok')}  mended:`, ...lines(found)].join('\n');
  }
  return [
    `${found.length - left.length} of ${found.length} differences are mended; these are left, and need a person:`,
    ...lines(left),
  ].join('\n');
}
