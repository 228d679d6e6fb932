import { differenceOf } from '../difference.ts';
import type { FileResult, PlacedFailure, TestResult } from '../run-file.ts';

/** Results as JUnit XML: a suite a file, a case a test. What kept tests from being played is an error. */
export function junitReport(files: readonly FileResult[]): string {
  const suites = files.flatMap(suite);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites>',
    ...suites,
    '</testsuites>',
  ].join('\n');
}

function suite({ file, results, diagnostics }: FileResult): string[] {
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  const counts = { tests: results.length + diagnostics.length, failures: failed };
  return [
    `  <testsuite${attributes({ name: file, ...counts, errors: diagnostics.length })}>`,
    ...results.flatMap((result) => testCase(file, result)),
    ...diagnostics.flatMap(({ code, message, line, column }) => [
      `    <testcase${attributes({ name: code, classname: file, file, line })}>`,
      `      <error${attributes({ message })}>${escape(`${file}:${line}:${column}`)}</error>`,
      '    </testcase>',
    ]),
    '  </testsuite>',
  ];
}

function testCase(file: string, { name, place, failures }: TestResult): string[] {
  const head = `    <testcase${attributes({ name, classname: file, file, line: place.line })}`;
  if (failures.length === 0) return [`${head}/>`];
  return [`${head}>`, ...failures.map((failure) => failureOf(file, failure)), '    </testcase>'];
}

function failureOf(file: string, { what, place, expected, found }: PlacedFailure): string {
  const lines = differenceOf(expected, found).map(({ mark, text }) => `${mark} ${text}`);
  const text = [`${file}:${place.line}:${place.column}`, ...lines].join('\n');
  return `      <failure${attributes({ message: what })}>${escape(text)}</failure>`;
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
