import type { Command } from 'commander';

import { subjectOf } from '../../client/subject.ts';
import { instant, type Instant } from '../../domain/time.ts';
import {
  addMember,
  endMember,
  listMembers,
  type ListedMember,
} from '../../store/parties/whitelist.ts';
import { say } from '../../lang/say.ts';
import { campaignUnknown } from '../campaign-clock.ts';
import { addPlaceOptions, placeNamed, type PlaceOptions } from '../place.ts';
import { placeText, type Place } from '../../domain/policy/party.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext, type Context } from '../context.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { addByHandOptions, type ByHandOptions } from '../operate.ts';
import { readCount, readInstant, readName } from '../option-values.ts';
import { colours } from '../output/colour.ts';
import { reportRefusal } from '../output/refusal.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';
import { zonedClock } from '../output/when.ts';

type AddOptions = CommonOptions &
  ByHandOptions &
  PlaceOptions & { readonly until: Instant; readonly perHour?: number; readonly perDay?: number };
type RemoveOptions = CommonOptions & ByHandOptions & PlaceOptions;

/** `usher whitelist`: certified users, for whom a risk policy relaxes some of its rules. */
export function addWhitelist(program: Command): void {
  const group = addGroup(program, 'whitelist', 'say who is certified, and until when');
  addCommand(group, {
    usage: 'list [group]',
    summary: 'who is certified',
    examples: ['usher whitelist list', 'usher whitelist list certified-advisers -o json'],
  }).action((name: string | undefined, options: CommonOptions) => exitWith(list(name, options)));
  const adding = addCommand(group, {
    usage: 'add <group> <person>',
    summary: 'certify somebody until a time',
    more: 'Rules that the policy names for the group do not hold where this person invites. Beyond --per-hour or --per-day invitations all rules hold, as for everybody. Somebody who is certified there already gets the new end and the new limits.',
    examples: [
      'usher whitelist add certified-advisers lin --until 2027-06-30T00:00:00Z --reason "contract 88"',
      'usher whitelist add certified-advisers lin --campaign gathering --per-day 50 --until 2027-06-30T00:00:00Z --reason "contract 88"',
    ],
  })
    .requiredOption('--until <time>', 'ISO 8601 with offset; exclusive', readInstant)
    .option('--per-hour <count>', 'for so many invitations in any hour', readCount)
    .option('--per-day <count>', 'for so many invitations in any 24 hours', readCount);
  addByHandOptions(addPlaceOptions(adding)).action(
    (name: string, person: string, options: AddOptions) =>
      exitWith(add(readName(name), person, options)),
  );
  const removing = addCommand(group, {
    usage: 'remove <group> <person>',
    summary: 'certify somebody no more',
    examples: ['usher whitelist remove certified-advisers lin --reason "contract 88 ended"'],
    more: 'Without --campaign and --programme it ends wherever they are certified.',
  });
  addByHandOptions(addPlaceOptions(removing)).action(
    (name: string, person: string, options: RemoveOptions) =>
      exitWith(remove(readName(name), person, options)),
  );
}

async function list(name: string | undefined, { output }: CommonOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const now = instant(Date.now());
    const members = await listMembers(await context.database(), name, now);
    const rows = members.map((member) => [
      ...[member.list, member.subject, placeText(member.scope), limitsText(member)],
      ...[zonedClock(member.until, 'UTC', now), `${member.actor}: ${member.reason}`],
    ]);
    const heads = ['group', 'person', 'in', 'used', 'until', 'why'].map((title) => ({ title }));
    const text = rows.length === 0 ? 'Nobody is certified.' : table(heads, rows);
    openReport(output).result(text, { members });
    return exitCodes.ok;
  });
}

/** What is used of each limit: `3 of 20 an hour, 9 of 50 a day`. */
function limitsText({ hourMax, hourUsed, dayMax, dayUsed }: ListedMember): string {
  const hour = hourMax === null ? [] : [`${hourUsed ?? 0} of ${hourMax} an hour`];
  const day = dayMax === null ? [] : [`${dayUsed ?? 0} of ${dayMax} a day`];
  const both = [...hour, ...day];
  return both.length === 0 ? 'no limit' : both.join(', ');
}

async function add(name: string, person: string, options: AddOptions): Promise<ExitCode> {
  const { output, actor, reason, until, perHour: hourMax = null, perDay: dayMax = null } = options;
  return withContext(async (context) => {
    const subject = await subjectNamed(context, person);
    const scope = await placeNamed(context, options);
    if (scope === undefined)
      return reportRefusal(openReport(output), await campaignUnknown(context));
    const limits = { hourMax, dayMax };
    const where: Place = scope ?? 'all';
    const member = { list: name, subject, scope: where, ...limits, until, actor, reason };
    await addMember(await context.database(), member);
    const end = zonedClock(until, 'UTC', instant(Date.now()));
    const text = `${colours.green('ok')}  ${subject} is in ${name}, in ${placeText(member.scope)}, until ${end}`;
    openReport(output).result(text, { ...member });
    return exitCodes.ok;
  });
}

async function remove(name: string, person: string, options: RemoveOptions): Promise<ExitCode> {
  const { output, actor, reason } = options;
  return withContext(async (context) => {
    const subject = await subjectNamed(context, person);
    const scope = await placeNamed(context, options);
    if (scope === undefined)
      return reportRefusal(openReport(output), await campaignUnknown(context));
    const member = { list: name, subject, scope, actor, reason };
    const ended = await endMember(await context.database(), member);
    const text = ended
      ? `${colours.green('ok')}  ${subject} is in ${name} no more`
      : `${subject} is not in ${name}`;
    openReport(output).result(text, { ...member, ended });
    return ended ? exitCodes.ok : exitCodes.findings;
  });
}

async function subjectNamed(
  context: Context,
  person: string,
): Promise<NonNullable<ReturnType<typeof subjectOf>>> {
  const subject = subjectOf(await context.keys(), person);
  if (subject === undefined) throw new WrongUse(say`${person} is no id of a person.`);
  return subject;
}
