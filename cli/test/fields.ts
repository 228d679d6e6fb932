import type { FileResult } from '../../campaign-test/run-file.ts';
import type { TestRun } from './run.ts';

/** What came of a run, for programs. */
export function fieldsOf(
  { files, passed, failed, unread, unplayed, coverage }: TestRun,
  wantsCoverage: boolean,
): Readonly<Record<string, unknown>> {
  return {
    files: files.map(fileFields),
    passed,
    failed,
    unread,
    unplayed,
    ...(wantsCoverage ? { coverage: Object.fromEntries(coverage) } : {}),
  };
}

function fileFields({ file, results, diagnostics }: FileResult): object {
  return {
    file,
    tests: results.map(({ name, place, failures }) => ({
      name,
      line: place.line,
      passed: failures.length === 0,
      failures: failures.map(({ what, place: { line, column }, expected, found }) => ({
        ...{ what, line, column },
        ...{ expected, found },
      })),
    })),
    diagnostics,
  };
}
