import { writeFile } from 'node:fs/promises';
import { Option, type Command } from 'commander';

import { githubReport } from '../../campaign-test/report/github.ts';
import { junitReport } from '../../campaign-test/report/junit.ts';
import { updateText } from '../../campaign-test/update.ts';
import { say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { addLanguage, languageFor, type LanguageOptions } from '../language.ts';
import { sayNumber } from '../../lint/say-number.ts';
import { readPercent } from '../option-values.ts';
import type { Tree } from '../read-text.ts';
import { openReport, type Report } from '../output/report.ts';
import { describeCoverage, describeLacks, describeRun } from '../test/describe.ts';
import { fieldsOf } from '../test/fields.ts';
import { findTests, loadTest, type LoadedTest } from '../test/load.ts';
import {
  coverageScopes,
  lacksOf,
  runTests,
  type CoverageScope,
  type TestRun,
} from '../test/run.ts';
import { changesOf } from '../test/watch.ts';

interface TestOptions extends CommonOptions, LanguageOptions {
  readonly format?: 'text' | 'json' | 'junit' | 'github';
  readonly filter?: string;
  readonly coverage?: true;
  readonly coverageOf?: CoverageScope;
  readonly minCoverage?: number;
  readonly update?: true;
  readonly watch?: true;
}

/** `usher test`: plays authors' tests of their campaigns. */
export function addTest(program: Command): void {
  const command = addCommand(program, {
    usage: 'test [paths...]',
    summary: 'play the tests of campaigns on a virtual clock',
    more: 'Plays `*.test.yaml` files, or all of them in a folder and the folders in it; `campaigns` unless said. Nothing is published and nobody is paid: the same core that decides for a worker decides here, with tables in memory. Exits with 1 when a test fails, when there is none, or when coverage is below --min-coverage.',
    examples: [
      'usher test campaigns/registration.test.yaml',
      'usher test campaigns --min-coverage 100 --format junit > report.xml',
      'usher test --watch --filter "cap"',
    ],
  });
  addLanguage(command)
    .addOption(
      new Option('--format <form>', 'as --output, with the forms that build servers read').choices([
        'text',
        'json',
        'junit',
        'github',
      ]),
    )
    .option('--filter <text>', 'play only tests that have this in their name')
    .option('--coverage', 'say which rules, tiers, rewards and outcomes no test has reached')
    .addOption(
      new Option(
        '--coverage-of <what>',
        'the campaign with policies of your own, or also what rules of shipped policies decide; campaign unless said',
      ).choices(coverageScopes),
    )
    .option('--min-coverage <percent>', 'fail when less of a campaign is covered', readPercent)
    .option('--update', 'rewrite expectations that fail as they were found, then play again')
    .option('--watch', 'play again whenever one of the files changes, until Ctrl-C')
    .action((paths: string[], options: TestOptions) => exitWith(test(paths, options)));
}

async function test(paths: readonly string[], options: TestOptions): Promise<ExitCode> {
  const form = options.format ?? options.output;
  const report = openReport(form === 'json' ? 'json' : 'text');
  if (options.watch === true && form !== 'text') {
    throw new WrongUse(say`--watch is for people: leave --format and --output away.`);
  }
  const asked = paths.length === 0 ? ['campaigns'] : paths;
  if (options.watch !== true) return (await once(asked, options, report)).code;
  for (;;) {
    const { files, folders } = await once(asked, options, report);
    const waiting = say`Waiting for a file to change; Ctrl-C ends it.`;
    report.progress(textOf(waiting, languageOf(options)));
    await changesOf({ files, folders });
  }
}

/** One run: its exit code, the files that it has read, and the folders that it has looked into. */
async function once(
  paths: readonly string[],
  options: TestOptions,
  report: Report,
): Promise<Tree & { readonly code: ExitCode }> {
  const { files: names, folders } = await findTests(paths);
  const loaded = await Promise.all(names.map((name) => loadTest(name, languageOf(options))));
  const run = await runTests(loaded, options.filter, scopeOf(options));
  const { run: last, loaded: read } = options.update
    ? await update({ names, loaded, run }, options, report)
    : { run, loaded };
  show(report, { run: last, loaded: read }, options);
  const files = read.flatMap(({ texts }) => [...texts.keys()]);
  return { code: codeOf(last, options), files, folders };
}

interface Played {
  readonly run: TestRun;
  readonly loaded: readonly LoadedTest[];
}

/** Writes what was found into the files, and plays them again. */
async function update(
  { names, loaded, run }: Played & { readonly names: readonly string[] },
  options: TestOptions,
  report: Report,
): Promise<Played> {
  for (const [index, result] of run.files.entries()) {
    const { file, text } = loaded[index] ?? { file: result.file, text: '' };
    const { text: after, rewritten, left } = updateText(text, result);
    if (rewritten > 0) await writeFile(file, after);
    if (rewritten + left === 0) continue;
    const told = sayRewritten(rewritten, left);
    report.progress(textOf(say`${file}: ${told}`, languageOf(options)));
  }
  const again = await Promise.all(names.map((name) => loadTest(name, languageOf(options))));
  return { run: await runTests(again, options.filter, scopeOf(options)), loaded: again };
}

function sayRewritten(rewritten: number, left: number): Said {
  const done = say`${sayNumber(rewritten, 'expectation')} rewritten`;
  if (left === 0) return done;
  return say`${done}, ${sayNumber(left, 'failure')} left to you: what rows or people share, and broken promises, are no one expectation to rewrite`;
}

function show(report: Report, { run, loaded }: Played, options: TestOptions): void {
  const { coverage: isAsked, coverageOf, minCoverage } = options;
  const wantsCoverage = isAsked === true || coverageOf !== undefined || minCoverage !== undefined;
  const language = languageOf(options);
  const lacks = lacksOf(run, minCoverage);
  const lacking = lacks.map(({ said, ...lack }) => ({ ...lack, text: textOf(said, language) }));
  switch (options.format) {
    case 'junit':
      report.result(junitReport(run.files, lacking), {});
      return;
    case 'github':
      report.result(githubReport(run.files, lacking), {});
      return;
    default: {
      const parts = [
        describeRun(run, loaded, language),
        ...(wantsCoverage ? [describeCoverage(run.coverage, language)] : []),
        ...(lacks.length > 0 ? [describeLacks(lacks, language)] : []),
      ];
      report.result(parts.join('\n\n'), fieldsOf(run, { wantsCoverage, lacks, language }));
    }
  }
}

function scopeOf({ coverageOf = 'campaign' }: TestOptions): CoverageScope {
  return coverageOf;
}

function languageOf(options: TestOptions): Language {
  return languageFor(options, options.format ?? options.output);
}

function codeOf(run: TestRun, { minCoverage }: TestOptions): ExitCode {
  const isWrong = run.files.some(({ diagnostics }) => diagnostics.length > 0);
  const ok = !isWrong && run.failed === 0 && lacksOf(run, minCoverage).length === 0;
  return ok ? exitCodes.ok : exitCodes.findings;
}
