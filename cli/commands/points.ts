import type { Command } from 'commander';
import { v7 as uuid } from 'uuid';

import type { Call } from '../../client/calls.ts';
import type { Usher } from '../../client/usher.ts';
import type { PointsOutcome } from '../../domain/points/command.ts';
import { campaignClock, campaignUnknown } from '../campaign-clock.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addOperationOptions, untilAnswered, waiting, type OperationOptions } from '../operate.ts';
import { readCount, readDurationMs, readPerson, readWords } from '../option-values.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { describeAccepted, describePoints } from '../points/describe.ts';

interface ReserveOptions extends OperationOptions {
  readonly purpose: string;
  readonly price?: number;
  readonly holdFor?: number;
}

/** `usher points`: what a person has of a campaign's points, and spending them. */
export function addPoints(program: Command): void {
  const group = addGroup(
    program,
    'points',
    'see what a person has of the points of a campaign, reserve some and spend them',
  );
  addCommand(group, {
    usage: 'show <campaign> <person>',
    isDefault: true,
    summary: 'how many points a person has, until when, and what is reserved and spent',
    more: '`usher points CAMPAIGN PERSON` is the same. Lots that expire first come first, and are spent first.',
    examples: ['usher points official-account alice'],
  }).action((campaign: string, person: string, { output }: CommonOptions) =>
    exitWith(show({ campaign, person: readPerson(person) }, output)),
  );
  addReserve(group);
  addClose(group, 'confirm', 'spend what was reserved');
  addClose(group, 'release', 'give back what was reserved');
}

async function show(
  whose: { readonly campaign: string; readonly person: string },
  output: CommonOptions['output'],
): Promise<ExitCode> {
  const report = openReport(output);
  return withContext(async (context) => {
    const view = await (await context.usher()).points(whose);
    if (!view.ok) return reportRefusal(report, await campaignUnknown(context), whose);
    const { timeZone } = await campaignClock(context, whose.campaign);
    const { available, reserved, spent, expired, lots, reservations, now } = view;
    const fields = { ...whose, available, reserved, spent, expired, lots, reservations };
    report.result(describePoints(view, whose, { timeZone, now }), fields);
    return exitCodes.ok;
  });
}

function addReserve(group: Command): void {
  const command = addCommand(group, {
    usage: 'reserve <campaign> <person> <points>',
    summary: 'keep points for a purchase until it is confirmed or released, or the time is over',
    examples: ['usher points reserve official-account alice 200 --purpose "order 4711"'],
  })
    .requiredOption('--purpose <text>', 'what for; kept with the reservation', readWords)
    .option('--price <points>', 'the price in points, where a cap is a share of it', readCount)
    .option('--hold-for <duration>', 'how long (default: 15m, 30d at most)', readDurationMs);
  addOperationOptions(command).action(
    (campaign: string, person: string, points: string, options: ReserveOptions) => {
      const { purpose, price, holdFor } = options;
      const call = {
        ...{ campaign, person: readPerson(person), amount: readCount(points), purpose },
        ...(price === undefined ? {} : { price }),
        ...(holdFor === undefined ? {} : { holdForMs: holdFor }),
      };
      return exitWith(
        ask(options, (usher, about) => usher.reservePoints({ ...call, ...about }), campaign),
      );
    },
  );
}

function addClose(group: Command, name: 'confirm' | 'release', summary: string): void {
  const command = addCommand(group, {
    usage: `${name} <reservation>`,
    summary,
    examples: [`usher points ${name} 0199…`],
  });
  addOperationOptions(command).action((reservation: string, options: OperationOptions) =>
    exitWith(
      ask(options, (usher, about) =>
        name === 'confirm'
          ? usher.confirmPoints({ reservation, ...about })
          : usher.releasePoints({ reservation, ...about }),
      ),
    ),
  );
}

async function ask(
  options: OperationOptions,
  send: (usher: Usher, about: Call & { readonly opId: string }) => Promise<PointsOutcome>,
  campaign = '',
): Promise<ExitCode> {
  const report = openReport(options.output);
  return withContext(async (context) => {
    const opId = options.op ?? uuid();
    const usher = await context.usher();
    report.progress(`operation ${opId}`);
    const outcome = await untilAnswered(report, opId, () =>
      send(usher, { opId, ...waiting(options) }),
    );
    const clock = await campaignClock(context, campaign);
    if (!outcome.ok) return reportRefusal(report, outcome, { operation: opId }, clock);
    report.result(describeAccepted(outcome, clock), { operation: opId, outcome });
    return exitCodes.ok;
  });
}
