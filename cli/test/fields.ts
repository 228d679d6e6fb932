import type { FileResult } from '../../campaign-test/run-file.ts';
import type { Language } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import type { Lack, TestRun } from './run.ts';

interface Wanted {
  readonly wantsCoverage: boolean;
  readonly lacks: readonly Lack[];
  readonly language: Language;
}

/** What came of a run, for programs. */
export function fieldsOf(
  { files, passed, failed, unread, unplayed, coverage }: TestRun,
  { wantsCoverage, lacks, language }: Wanted,
): Readonly<Record<string, unknown>> {
  return {
    files: files.map(fileFields),
    passed,
    failed,
    unread,
    unplayed,
    lacks: lacks.map(({ name, file, said }) => ({ name, file, message: textOf(said, language) })),
    ...(wantsCoverage ? { coverage: coverageFields(coverage, language) } : {}),
  };
}

function coverageFields(coverage: TestRun['coverage'], language: Language): object {
  const fields = [...coverage].map(([file, measured]) => {
    const missing = measured.missing.map((name) => textOf(name, language));
    return [file, { ...measured, missing }] as const;
  });
  return Object.fromEntries(fields);
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
