import type { Command } from 'commander';

import { subjectOf } from '../../client/subject.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { addMember, endMember, listMembers } from '../../store/parties/whitelist.ts';
import { addCommand, addGroup, type CommonOptions } from '../command.ts';
import { withContext, type Context } from '../context.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { addByHandOptions, type ByHandOptions } from '../operate.ts';
import { readInstant, readName } from '../option-values.ts';
import { colours } from '../output/colour.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';
import { zonedClock } from '../output/when.ts';

type AddOptions = CommonOptions & ByHandOptions & { readonly until: Instant };

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
    more: 'Rules that the policy names for the group do not hold where this person invites. Somebody who is certified already gets the new end.',
    examples: [
      'usher whitelist add certified-advisers lin --until 2027-06-30T00:00:00Z --reason "contract 88"',
    ],
  }).requiredOption('--until <time>', 'ISO 8601 with offset; exclusive', readInstant);
  addByHandOptions(adding).action((name: string, person: string, options: AddOptions) =>
    exitWith(add(readName(name), person, options)),
  );
  const removing = addCommand(group, {
    usage: 'remove <group> <person>',
    summary: 'certify somebody no more',
    examples: ['usher whitelist remove certified-advisers lin --reason "contract 88 ended"'],
  });
  addByHandOptions(removing).action(
    (name: string, person: string, options: CommonOptions & ByHandOptions) =>
      exitWith(remove(readName(name), person, options)),
  );
}

async function list(name: string | undefined, { output }: CommonOptions): Promise<ExitCode> {
  return withContext(async (context) => {
    const members = await listMembers(await context.database(), name);
    const now = instant(Date.now());
    const rows = members.map(({ list: group, subject, until, actor, reason }) => [
      ...[group, subject, zonedClock(until, 'UTC', now)],
      `${actor}: ${reason}`,
    ]);
    const heads = ['group', 'person', 'until', 'why'].map((title) => ({ title }));
    const text = rows.length === 0 ? 'Nobody is certified.' : table(heads, rows);
    openReport(output).result(text, { members });
    return exitCodes.ok;
  });
}

async function add(name: string, person: string, options: AddOptions): Promise<ExitCode> {
  const { output, actor, reason, until } = options;
  return withContext(async (context) => {
    const subject = await subjectNamed(context, person);
    const member = { list: name, subject, until, actor, reason };
    await addMember(await context.database(), member);
    const end = zonedClock(until, 'UTC', instant(Date.now()));
    const text = `${colours.green('ok')}  ${subject} is in ${name} until ${end}`;
    openReport(output).result(text, { ...member });
    return exitCodes.ok;
  });
}

async function remove(
  name: string,
  person: string,
  { output, actor, reason }: CommonOptions & ByHandOptions,
): Promise<ExitCode> {
  return withContext(async (context) => {
    const subject = await subjectNamed(context, person);
    const member = { list: name, subject, actor, reason };
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
  if (subject === undefined) throw new WrongUse(`${person} is no id of a person.`);
  return subject;
}
