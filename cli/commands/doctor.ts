import type { Command } from 'commander';

import { addCommand, type CommonOptions } from '../command.ts';
import { lookAtDatabase } from '../doctor/database.ts';
import type { Finding } from '../doctor/finding.ts';
import { lookAtProgram } from '../doctor/program.ts';
import { lookAtTemporal } from '../doctor/temporal.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { colours } from '../output/colour.ts';
import { openReport } from '../output/report.ts';
import { table } from '../output/table.ts';
import { surveySettings, type Mistakes } from '../settings.ts';

/** `usher doctor`: what of the environment is wrong, and how to mend it. */
export function addDoctor(program: Command): void {
  addCommand(program, {
    usage: 'doctor',
    summary: 'look at all that Usher needs, and say what is wrong and how to mend it',
    more: 'Changes nothing. Exits with 3 when something is missing without which nothing works, with 1 when something else is wrong.',
    examples: ['usher doctor', 'usher doctor -o json'],
  }).action((options: CommonOptions) => exitWith(doctor(options)));
}

async function doctor({ output }: CommonOptions): Promise<ExitCode> {
  const { settings, mistakes } = await surveySettings();
  const parts = await Promise.all([
    lookAtProgram(settings, mistakes.keys),
    mistaken('database', mistakes) ?? lookAtDatabase(settings),
    mistaken('Temporal', mistakes) ?? lookAtTemporal(settings),
  ]);
  const findings = [...parts.flat(), ...(mistaken('Temporal UI', mistakes) ?? [])];
  openReport(output).result(describe(findings), { findings });
  const has = (level: Finding['level']): boolean => findings.some((one) => one.level === level);
  if (has('missing')) return exitCodes.environment;
  return has('wrong') ? exitCodes.findings : exitCodes.ok;
}

/** A part that the environment names wrongly cannot be looked at. */
function mistaken(what: keyof Mistakes, mistakes: Mistakes): Finding[] | undefined {
  const found = mistakes[what];
  return found === undefined
    ? undefined
    : [{ what, level: 'missing', found, mend: 'correct it, or unset it' }];
}

function describe(findings: readonly Finding[]): string {
  const rows = findings.map(({ what, level, found }) => [marks[level](level), what, found]);
  const mends = findings.flatMap(({ what, level, mend }) =>
    mend === undefined || level === 'ok' ? [] : [`${what}: ${mend}.`],
  );
  const heads = ['', 'what', 'found'].map((title) => ({ title }));
  const text = table(heads, rows);
  return mends.length === 0 ? text : [text, 'To mend it:', ...mends].join('\n\n');
}

const marks: Readonly<Record<Finding['level'], (text: string) => string>> = {
  ok: colours.green,
  note: colours.dim,
  wrong: colours.yellow,
  missing: colours.red,
};
