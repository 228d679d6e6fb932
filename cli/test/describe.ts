import { coverageKinds, type Coverage } from '../../campaign-test/coverage.ts';
import { differenceOf } from '../../campaign-test/difference.ts';
import type { FileResult, PlacedFailure, TestResult } from '../../campaign-test/run-file.ts';
import type { Language } from '../../lang/say.ts';
import { colours } from '../output/colour.ts';
import { codeFrame, describeDiagnostic } from '../output/frame.ts';
import { indent, table } from '../output/table.ts';
import type { LoadedTest } from './load.ts';
import type { TestRun } from './run.ts';

/** What came of a run, for people: every test in a line, and every failure with its place. */
export function describeRun(
  run: TestRun,
  loaded: readonly LoadedTest[],
  language: Language = 'en',
): string {
  const files = run.files.map((file, index) => describeFile(file, loaded[index], language));
  const { passed, failed } = run;
  const total = [
    `${counted(passed + failed, 'test')}, ${passed} passed, ${failed} failed`,
    ...(run.unread === 0 ? [] : [`${counted(run.unread, 'file')} could not be read`]),
    ...(run.unplayed === 0 ? [] : [`${counted(run.unplayed, 'test')} could not be played`]),
  ].join(', ');
  const none = passed + failed === 0 ? ['Not one test was played, which counts as a failure.'] : [];
  return [...files, total, ...none].join('\n\n');
}

function describeFile(
  file: FileResult,
  loaded: LoadedTest | undefined,
  language: Language,
): string {
  const text = loaded?.text ?? '';
  const texts = loaded?.texts ?? new Map<string, string>();
  return [
    colours.bold(file.file),
    ...file.results.map((result) => describeTest(file.file, text, result)),
    ...file.diagnostics.map((each) =>
      describeDiagnostic(each, texts.get(each.file ?? '') ?? text, language),
    ),
  ].join('\n');
}

function describeTest(file: string, text: string, { name, failures }: TestResult): string {
  if (failures.length === 0) return `  ${colours.green('ok')}      ${name}`;
  const described = failures.map((failure) => indent(describeFailure(file, text, failure), 4));
  return [`  ${colours.red('FAILED')}  ${name}`, ...described].join('\n');
}

function describeFailure(file: string, text: string, failure: PlacedFailure): string {
  const { what, place, expected, found } = failure;
  const difference = differenceOf(expected, found).map(({ mark, text: line }) => {
    const paint = { ' ': colours.dim, '-': colours.red, '+': colours.green }[mark];
    return paint(`      ${mark} ${line}`);
  });
  return [
    `${colours.bold(`${file}:${place.line}:${place.column}`)}  ${what}`,
    ...codeFrame(place, text),
    ...(expected.length > 0 && found.length === 0
      ? [...difference, '      + (nothing)']
      : difference),
    ...(expected.length === 0 ? [colours.dim('      not listed, so it must not be')] : []),
  ].join('\n');
}

/** How much of each campaign was reached, and what was not. */
export function describeCoverage(coverage: ReadonlyMap<string, Coverage>): string {
  const columns = [
    { title: 'campaign' },
    ...coverageKinds.map((title) => ({ title, align: 'right' as const })),
    { title: 'covered', align: 'right' as const },
  ];
  const rows = [...coverage].map(([file, { kinds, percent }]) => [
    file,
    ...coverageKinds.map((kind) => `${kinds[kind].reached} of ${kinds[kind].of}`),
    `${percent} %`,
  ]);
  const missing = [...coverage]
    .filter(([, each]) => each.missing.length > 0)
    .map(([file, each]) => `Not reached in ${file}:\n${indent(each.missing.join('\n'))}`);
  return [table(columns, rows), ...missing].join('\n\n');
}

/** `1 test`, `2 tests`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
