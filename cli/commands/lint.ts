import { Option, type Command } from 'commander';

import type { Severity } from '../../compile/diagnostic.ts';
import { joined, say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { addLanguage, languageFor, type LanguageOptions } from '../language.ts';
import { githubLines } from '../lint/github.ts';
import { readSources, type ReadSources } from '../lint/read-sources.ts';
import { sarifLog } from '../lint/sarif.ts';
import { sayNumber } from '../../lint/say-number.ts';
import { describeDiagnostic } from '../output/frame.ts';
import { openReport, type OutputForm } from '../output/report.ts';
import type { SourceFile } from '../source-file.ts';

interface LintOptions extends CommonOptions, LanguageOptions {
  readonly format?: 'text' | 'json' | 'github' | 'sarif';
  readonly strict?: true;
}

/** `usher lint`: everything that is wrong, dangerous or odd in campaigns, risk policies and tests. */
export function addLint(program: Command): void {
  const command = addCommand(program, {
    usage: 'lint <paths...>',
    summary: 'check campaigns, risk policies and tests, and say all that is wrong with them',
    more: 'Finds what keeps a file from running (docs/errors.md), and what its terms lead to: codes that are guessed, rewards that are never paid or are farmed, costs above the budget, rules of a platform (docs/findings.md). Of a folder, all YAML files in it and in the folders in it are checked, but tests. A comment `# usher-ignore ID: reason` silences one finding on one line.\n\nExits with 1 when there is an error; warnings alone are 0, unless --strict. What cannot be read is named, the rest is checked all the same, and the code is 2.',
    examples: [
      'usher lint campaigns rules/policies',
      'usher lint --strict --format github campaigns',
      'usher lint --format sarif campaigns > lint.sarif',
    ],
  });
  addLanguage(command)
    .addOption(
      new Option(
        '--format <form>',
        'text or json, as --output; github for annotations of a pull request; sarif for code scanning',
      ).choices(['text', 'json', 'github', 'sarif']),
    )
    .option('--strict', 'let warnings count as errors')
    .action((paths: string[], options: LintOptions) => exitWith(lint(paths, options)));
}

async function lint(paths: readonly string[], options: LintOptions): Promise<ExitCode> {
  const form = formOf(options);
  const language = languageFor(options, form);
  const { files, unread } = await readSources(paths, language);
  if (files.length === 0)
    throw new WrongUse(joined(unread, (first, last) => say`${first}\n${last}`));
  print({ files, unread }, form, language);
  const report = openReport(form === 'json' ? 'json' : 'text');
  for (const why of unread) report.progress(textOf(why, language));
  if (form === 'text') {
    for (const note of notesOn(files)) report.progress(textOf(note, language));
  }
  const found = (severity: Severity): boolean => countOf(files, severity) > 0;
  const wanting = found('error') || (options.strict === true && found('warning'));
  if (unread.length > 0) return exitCodes.wrongUse;
  return wanting ? exitCodes.findings : exitCodes.ok;
}

/** The one form that two options may ask for. */
function formOf({ format, output }: LintOptions): NonNullable<LintOptions['format'] | OutputForm> {
  if (format !== undefined && output === 'json' && format !== 'json') {
    throw new WrongUse(say`--output json and --format ${format} ask for two forms: leave one out.`);
  }
  return format ?? output;
}

/** Where no campaign and no policy is among the files, what else they are good for. */
function notesOn(files: readonly SourceFile[]): readonly Said[] {
  if (files.some(({ kind }) => kind === 'campaign' || kind === 'policy')) return [];
  return files.map(({ file, kind }) =>
    kind === 'test'
      ? say`${file} was checked as a test: \`usher test ${file}\` plays it.`
      : say`${file} was checked as a population: \`usher simulate\` takes it by \`--population ${file}\`.`,
  );
}

function print(
  { files, unread }: ReadSources,
  form: NonNullable<LintOptions['format'] | OutputForm>,
  language: Language,
): void {
  switch (form) {
    case 'github':
      openReport('text').result(githubLines(files, language), {});
      return;
    case 'sarif':
      openReport('text').result(JSON.stringify(sarifLog(files, language), null, 2), {});
      return;
    default:
      openReport(form).result(describe(files, language), {
        ...fieldsOf(files),
        unread: unread.map((why) => textOf(why, language)),
      });
  }
}

function describe(files: readonly SourceFile[], language: Language): string {
  const described = files.flatMap(({ findings, text }) =>
    findings.map((finding) => describeDiagnostic(finding, text, language)),
  );
  const infos = countOf(files, 'info');
  const silenced = files.reduce((sum, file) => sum + file.silenced.length, 0);
  const total = [
    sayNumber(files.length, 'file'),
    sayNumber(countOf(files, 'error'), 'error'),
    sayNumber(countOf(files, 'warning'), 'warning'),
    ...(infos === 0 ? [] : [sayNumber(infos, 'info')]),
    ...(silenced === 0 ? [] : [say`${silenced} silenced`]),
  ];
  const line = joined(total, (before, next) => say`${before}, ${next}`);
  return [...described, textOf(line, language)].join('\n\n');
}

function fieldsOf(files: readonly SourceFile[]): Readonly<Record<string, unknown>> {
  return {
    files: files.map(({ file, kind, compiled }) => ({
      file,
      kind,
      digest: compiled.ok && 'digest' in compiled ? compiled.digest : null,
    })),
    diagnostics: files.flatMap(({ findings }) => findings),
    silenced: files.flatMap(({ silenced }) => silenced),
    errors: countOf(files, 'error'),
    warnings: countOf(files, 'warning'),
    infos: countOf(files, 'info'),
  };
}

function countOf(files: readonly SourceFile[], wanted: Severity): number {
  const all = files.flatMap(({ findings }) => findings);
  return all.filter(({ severity }) => severity === wanted).length;
}
