import type { Command } from 'commander';
import { v7 as uuid } from 'uuid';

import type { Usher } from '../../client/usher.ts';
import type { Award, AwardOutcome } from '../../domain/award/award.ts';
import { reject } from '../../domain/code/rejection.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import { parseAwardId } from '../../domain/ids.ts';
import { payoutsOfAwards } from '../../store/awards/award-payouts.ts';
import { listAwards, loadAward, asAward } from '../../store/awards/award-row.ts';
import { payoutGates } from '../../store/payouts/gate.ts';
import { describeAward, describeAwards, describeDone, type ShownAward } from '../award/describe.ts';
import { campaignClock, campaignUnknown, chosenCampaign } from '../campaign-clock.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext, type Context } from '../context.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import {
  actorOption,
  addByHandOptions,
  addOperationOptions,
  addWaitOption,
  untilAnswered,
  waiting,
  type ByHandOptions,
  type OperationOptions,
  type WaitOption,
} from '../operate.ts';
import { readPerson, readWords } from '../option-values.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { gateText } from '../payouts/gate.ts';
import { nudgePayouts } from '../payouts/nudge.ts';

interface GiveOptions extends OperationOptions {
  readonly to: string;
  readonly amount: string;
  readonly note: string;
  readonly actor: string;
}
type DecideOptions = CommonOptions & WaitOption & ByHandOptions;

const listedMax = 200;

/** `usher award`: money that operations give people by hand. */
export function addAward(program: Command): void {
  const group = addGroup(
    program,
    'award',
    'give people money by hand, approve it and take it back',
  );
  addGive(group);
  addLooks(group);
  addDecision(group, 'approve', {
    summary: 'let an award that waits be paid',
    more: 'Not by whoever gave it. What the person owes the campaign is settled first; the rest is sent like any reward.',
    reason: 'checked with case 4711',
  });
  addDecision(group, 'refuse', {
    summary: 'refuse an award that waits; the budget has its amount again',
    reason: 'the customer was refunded',
  });
  const command = addCommand(group, {
    usage: 'reverse <award>',
    summary: 'take an award back',
    more: 'Until it is sent, nobody has received it. Afterwards the person owes it, and their next rewards and awards in the campaign settle that first; unless the money came back (--returned).',
    examples: ['usher award reverse award.0199… --reason "given to the wrong person"'],
  }).option('--returned', 'what was sent is back with the provider, so nobody owes it');
  addByHandOptions(addWaitOption(command)).action(
    (award: string, { returned, ...options }: DecideOptions & { returned?: true }) =>
      exitWith(
        ask(options, null, (usher) =>
          usher.reverseAward({ award, returned: returned === true, ...by(options) }),
        ),
      ),
  );
}

function addGive(group: Command): void {
  const command = addCommand(group, {
    usage: 'give <campaign>',
    summary: "give a person money of the campaign's budget",
    more: 'The amount is held of the budget at once. The award waits until somebody else approves it, and is refused when nobody does in time; `awards` in the campaign says below which amount nobody is asked. Caps and limits do not count it.',
    examples: [
      'usher award give registration --to ann --amount "5.00 CNY" --note "goodwill, case 4711"',
    ],
  })
    .requiredOption('--to <person>', 'who gets it', readPerson)
    .requiredOption('--amount <money>', 'how much: "5.00 CNY"')
    .requiredOption('--note <text>', 'what for; shown in statements', readWords)
    .addOption(actorOption('who gives it; kept with the award'));
  addOperationOptions(command).action((campaign: string, options: GiveOptions) => {
    const { to: person, amount, note, actor, op: opId = uuid() } = options;
    const call = { campaign, person, amount, note, actor, opId, ...waiting(options) };
    return exitWith(ask(options, opId, (usher) => usher.award(call)));
  });
}

function addDecision(
  group: Command,
  decision: 'approve' | 'refuse',
  {
    reason,
    ...text
  }: { readonly summary: string; readonly more?: string; readonly reason: string },
): void {
  const command = addCommand(group, {
    usage: `${decision} <award>`,
    ...text,
    examples: [`usher award ${decision} award.0199… --reason "${reason}"`],
  });
  addByHandOptions(addWaitOption(command)).action((award: string, options: DecideOptions) =>
    exitWith(ask(options, null, (usher) => usher.decideAward({ award, decision, ...by(options) }))),
  );
}

function by(options: DecideOptions): ByHandOptions & { deadlineMs?: number } {
  const { actor, reason } = options;
  return { actor, reason, ...waiting(options) };
}

function addLooks(group: Command): void {
  addCommand(group, {
    usage: 'list',
    summary: 'awards, the latest first',
    examples: ['usher award list --waiting', 'usher award list --campaign registration -o json'],
  })
    .option('--campaign <id>', 'only of this campaign')
    .option('--waiting', 'only those that wait for a second person')
    .action((options: CommonOptions & { campaign?: string; waiting?: true }) =>
      exitWith(list(options)),
    );
  addCommand(group, {
    usage: 'show <award>',
    summary: 'one award: how much for whom, what for, who gave and who decided it',
    examples: ['usher award show award.0199…'],
  }).action((award: string, options: CommonOptions) => exitWith(show(award, options)));
}

async function list({
  output,
  campaign,
  waiting: only,
}: CommonOptions & { campaign?: string; waiting?: true }): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const id = await chosenCampaign(context, campaign);
    if (id === undefined) return reportRefusal(report, await campaignUnknown(context));
    const filter = {
      campaigns: id === null ? null : [id],
      waiting: only === true,
      limit: listedMax,
    };
    const awards = await listAwards(await context.database(), filter);
    const none = only === true ? 'No award waits for approval.' : 'There was no award yet.';
    const shown = await withPayouts(context, awards);
    const text =
      awards.length === 0 ? none : await underGates(context, shown, describeAwards(shown));
    report.result(text, { awards: shown });
    return exitCodes.ok;
  });
}

async function show(asked: string, { output }: CommonOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const report = openReport(output);
    const id = parseAwardId(asked);
    const row = id && (await loadAward(await context.database(), id));
    if (row === undefined) return reportRefusal(report, reject('AWARD_UNKNOWN'), { award: asked });
    const [award = { ...asAward(row), payout: null }] = await withPayouts(context, [asAward(row)]);
    const text = describeAward(award, await campaignClock(context, award.campaign));
    report.result(await underGates(context, [award], text), { award });
    return exitCodes.ok;
  });
}

/** Asks something about an award and says what came of it. What is due the dispatcher looks at now. */
async function ask(
  { output }: CommonOptions,
  operation: string | null,
  send: (usher: Usher) => Promise<AwardOutcome>,
): Promise<ExitCode> {
  const report = openReport(output);
  return withContext(async (context) => {
    const usher = await context.usher();
    const named = operation === null ? {} : { operation };
    const outcome =
      operation === null
        ? await send(usher)
        : await untilAnswered(report, operation, () => send(usher));
    if (!outcome.ok) return reportRefusal(report, outcome, named);
    if (outcome.award.state === 'due') await nudgePayouts(context, cashProvider);
    const [award = { ...outcome.award, payout: null }] = await withPayouts(context, [
      outcome.award,
    ]);
    const done = describeDone(award, await campaignClock(context, award.campaign));
    report.result(await underGates(context, [award], done), { ...named, award, refused: null });
    return exitCodes.ok;
  });
}

async function withPayouts(
  context: Context,
  awards: readonly Award[],
): Promise<readonly ShownAward[]> {
  const ids = awards.map(({ award }) => award);
  const payouts = await payoutsOfAwards(await context.database(), ids);
  return awards.map((award) => ({ ...award, payout: payouts.get(award.award) ?? null }));
}

/** A text, under what holds back one of the awards that it tells of. */
async function underGates(
  context: Context,
  awards: readonly ShownAward[],
  text: string,
): Promise<string> {
  if (!awards.some(({ state, payout }) => state === 'due' && payout?.held === true)) return text;
  const gates = await payoutGates(await context.database());
  return [...gates.filter(({ held }) => held).map(gateText), text].join('\n\n');
}
