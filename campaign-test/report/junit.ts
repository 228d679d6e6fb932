import { differenceOf } from '../difference.ts';
import type { FileResult, LackOfRun, PlacedFailure, TestResult } from '../run-file.ts';

/**
 * Results as JUnit XML: a suite a file, a case a test, and a suite of what the run lacks as a whole. What kept tests
 * from being played is an error.
 */
export function junitReport(
  files: readonly FileResult[],
  lacks: readonly LackOfRun[] = [],
): string {
  const suites = [...files.map(suiteOf), ...(lacks.length === 0 ? [] : [suiteOfLacks(lacks)])];
  const sum = (of: keyof Counts): number =>
    suites.reduce((total, { counts }) => total + counts[of], 0);
  const counts = { tests: sum('tests'), failures: sum('failures'), errors: sum('errors') };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes(counts)}>`,
    ...suites.flatMap(({ name, counts: own, cases }) => [
      `  <testsuite${attributes({ name, ...own })}>`,
      ...cases,
      '  </testsuite>',
    ]),
    '</testsuites>',
  ].join('\n');
}

type Counts = Readonly<Record<'tests' | 'failures' | 'errors', number>>;

interface Suite {
  readonly name: string;
  readonly counts: Counts;
  readonly cases: readonly string[];
}

function suiteOf({ file, results, diagnostics }: FileResult): Suite {
  const failures = results.filter((result) => result.failures.length > 0).length;
  const errors = diagnostics.length;
  return {
    name: file,
    counts: { tests: results.length + errors, failures, errors },
    cases: [
      ...results.flatMap((result) => testCase(file, result)),
      ...diagnostics.flatMap(({ code, message, line, column }) => [
        `    <testcase${attributes({ name: code, classname: file, file, line })}>`,
        `      <error${attributes({ message })}>${escape(`${file}:${line}:${column}`)}</error>`,
        '    </testcase>',
      ]),
    ],
  };
}

function suiteOfLacks(lacks: readonly LackOfRun[]): Suite {
  return {
    name: 'usher test',
    counts: { tests: lacks.length, failures: lacks.length, errors: 0 },
    cases: lacks.flatMap(({ name, file, text }) => [
      `    <testcase${attributes({ name, classname: file ?? 'usher test', ...(file === null ? {} : { file }) })}>`,
      `      <failure${attributes({ message: text })}/>`,
      '    </testcase>',
    ]),
  };
}

function testCase(file: string, { name, place, failures }: TestResult): string[] {
  const head = `    <testcase${attributes({ name, classname: file, file, line: place.line })}`;
  if (failures.length === 0) return [`${head}/>`];
  return [`${head}>`, ...failures.map((failure) => failureOf(file, failure)), '    </testcase>'];
}

function failureOf(file: string, { what, place, expected, found }: PlacedFailure): string {
  const lines = differenceOf(expected, found).map(({ mark, text }) => `${mark} ${text}`);
  const text = [`${file}:${place.line}:${place.column}`, ...lines].join('\n');
  return `      <failure${attributes({ message: [`${what}:`, ...lines].join(' ') })}>${escape(text)}</failure>`;
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escape(String(value).replaceAll('\n', ' '))}"`)
    .join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** XML 1.0 has no control characters, not even escaped. */
function escape(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\u00b7')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
