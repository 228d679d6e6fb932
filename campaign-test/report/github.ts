import { differenceOf } from '../difference.ts';
import type { FileResult, LackOfRun } from '../run-file.ts';

/**
 * Failures and diagnostics as annotations that GitHub Actions shows beside the line, and what the run lacks as a whole
 * beside the file that it is about.
 */
export function githubReport(
  files: readonly FileResult[],
  lacks: readonly LackOfRun[] = [],
): string {
  const lacking = lacks.map(({ name, file, text }) =>
    annotation({ ...(file === null ? {} : { file }), title: name }, text),
  );
  return [...files.flatMap(annotations), ...lacking].join('\n');
}

function annotations({ file, results, diagnostics }: FileResult): string[] {
  const failures = results.flatMap(({ name, failures: own }) =>
    own.map(({ place, what, expected, found }) => {
      const lines = differenceOf(expected, found).map(({ mark, text }) => `${mark} ${text}`);
      const text = [`${name}: ${what}`, ...lines].join('\n');
      return annotation({ file, line: place.line, col: place.column, title: what }, text);
    }),
  );
  const mistakes = diagnostics.map(({ line, column, code, message }) =>
    annotation({ file, line, col: column, title: code }, message),
  );
  return [...mistakes, ...failures];
}

function annotation(at: Readonly<Record<string, string | number>>, text: string): string {
  const properties = Object.entries(at).map(
    ([name, value]) => `${name}=${property(String(value))}`,
  );
  return `::error ${properties.join(',')}::${data(text)}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
