import { coverageKinds, kindNames } from '../../campaign-test/coverage.ts';
import { differenceOf } from '../../campaign-test/difference.ts';
import type { FileResult, PlacedFailure, TestResult } from '../../campaign-test/run-file.ts';
import { say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { sayNumber } from '../../lint/say-number.ts';
import { colours } from '../output/colour.ts';
import { codeFrame, describeDiagnostic } from '../output/frame.ts';
import { indent, table } from '../output/table.ts';
import { padTo } from '../output/width.ts';
import type { LoadedTest } from './load.ts';
import type { CampaignCoverage, Lack, TestRun } from './run.ts';

const wordWidth = 8;

/** What came of a run, for people: every test in a line, and every failure with its place. */
export function describeRun(
  run: TestRun,
  loaded: readonly LoadedTest[],
  language: Language = 'en',
): string {
  const files = run.files.map((file, index) => describeFile(file, loaded[index], language));
  return [...files, textOf(total(run), language)].join('\n\n');
}

function total({ passed, failed, unread, unplayed }: TestRun): Said {
  const parts = [
    say`${sayNumber(passed + failed, 'test')}, ${passed} passed, ${failed} failed`,
    ...(unread === 0 ? [] : [say`${sayNumber(unread, 'file')} could not be read`]),
    ...(unplayed === 0 ? [] : [say`${sayNumber(unplayed, 'test')} could not be played`]),
  ];
  return parts.reduce((before, part) => say`${before}, ${part}`);
}

function describeFile(
  file: FileResult,
  loaded: LoadedTest | undefined,
  language: Language,
): string {
  const text = loaded?.text ?? '';
  const texts = loaded?.texts ?? new Map<string, string>();
  const shown = { file: file.file, text, language };
  return [
    colours.bold(file.file),
    ...file.results.map((result) => describeTest(result, shown)),
    ...file.diagnostics.map((each) =>
      describeDiagnostic(each, texts.get(each.file ?? '') ?? text, language),
    ),
  ].join('\n');
}

/** The file that is shown, its text, and in which language. */
interface Shown {
  readonly file: string;
  readonly text: string;
  readonly language: Language;
}

function describeTest({ name, failures }: TestResult, shown: Shown): string {
  const word = (said: Said): string => padTo(textOf(said, shown.language), wordWidth);
  const inOneLine = name.trim().replaceAll(/\s*\n\s*/g, ' ');
  if (failures.length === 0) return `  ${colours.green(word(say`ok`))}${inOneLine}`;
  const described = failures.map((failure) => indent(describeFailure(failure, shown), 4));
  return [`  ${colours.red(word(say`FAILED`))}${inOneLine}`, ...described].join('\n');
}

function describeFailure(failure: PlacedFailure, { file, text, language }: Shown): string {
  const { what, place, expected, found } = failure;
  const difference = differenceOf(expected, found).map(({ mark, text: line }) => {
    const paint = { ' ': colours.dim, '-': colours.red, '+': colours.green }[mark];
    return paint(`      ${mark} ${line}`);
  });
  const nothing = `      + ${textOf(say`(nothing)`, language)}`;
  const unlisted = textOf(say`not listed, so it must not be`, language);
  return [
    `${colours.bold(`${file}:${place.line}:${place.column}`)}  ${what}`,
    ...codeFrame(place, text),
    ...difference,
    ...(expected.length > 0 && found.length === 0 ? [nothing] : []),
    ...(expected.length === 0 ? [colours.dim(`      ${unlisted}`)] : []),
  ].join('\n');
}

/** What the run lacks as a whole, a line each. */
export function describeLacks(lacks: readonly Lack[], language: Language = 'en'): string {
  return lacks.map(({ said }) => colours.red(textOf(said, language))).join('\n');
}

/** How much of each campaign was reached, and what was not. */
export function describeCoverage(
  coverage: ReadonlyMap<string, CampaignCoverage>,
  language: Language = 'en',
): string {
  const title = (said: Said): string => textOf(said, language);
  const columns = [
    { title: title(say`campaign`) },
    ...coverageKinds.map((kind) => ({ title: title(kindNames[kind]), align: 'right' as const })),
    { title: title(say`covered`), align: 'right' as const },
  ];
  const rows = [...coverage].map(([file, { kinds, percent }]) => [
    file,
    ...coverageKinds.map((kind) => `${kinds[kind].reached}/${kinds[kind].of}`),
    `${percent} %`,
  ]);
  const missing = [...coverage]
    .filter(([, each]) => each.missing.length > 0)
    .map(([file, each]) => {
      const names = each.missing.map((name) => textOf(name, language)).join('\n');
      return `${title(say`Not reached in ${file}:`)}\n${indent(names)}`;
    });
  const apart = [...coverage.values()].map((each) => each.apart);
  const of = apart.reduce((sum, each) => sum + each.of, 0);
  const reached = apart.reduce((sum, each) => sum + each.reached, 0);
  const notCounted = say`Not counted: what only rules of the risk policies that Usher ships decide, of which ${reached} of ${of} were reached. --coverage-of everything counts that too.`;
  return [table(columns, rows), ...missing, ...(of === 0 ? [] : [title(notCounted)])].join('\n\n');
}
