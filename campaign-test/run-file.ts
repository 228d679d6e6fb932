import { sortDiagnostics, type Diagnostic, type Problem } from '../compile/diagnostic.ts';
import { locate } from '../compile/locate.ts';
import { bind, type Subject } from './bind.ts';
import type { CampaignTest } from './case.ts';
import { allCoverable, type Coverable } from './coverage.ts';
import { placeOf, type Failure, type Place } from './failure.ts';
import { runCase } from './run.ts';

/** A failure with its place in the file. */
export interface PlacedFailure extends Failure {
  readonly place: Place;
}

/** What came of one test of a file. */
export interface TestResult {
  readonly name: string;
  readonly place: Place;
  /** Whether it stands for one row of a matrix. */
  readonly isRow: boolean;
  readonly failures: readonly PlacedFailure[];
}

/** What came of one test file. `diagnostics` say why tests could not be played. */
export interface FileResult {
  readonly file: string;
  readonly results: readonly TestResult[];
  readonly diagnostics: readonly Diagnostic[];
  /** What tests of this campaign could reach, and what these did, by `kind: name`. */
  readonly coverable: Coverable | null;
  readonly reached: ReadonlySet<string>;
}

/** Plays every test of a file whose name is wanted, each on a campaign of its own. */
export async function runFile(
  test: CampaignTest,
  subject: Subject,
  isWanted: (name: string) => boolean = () => true,
): Promise<FileResult> {
  const { file, now, parsed } = test;
  const { language } = parsed;
  const reached = new Set<string>();
  const results: TestResult[] = [];
  const problems: Problem[] = [];
  for (const one of test.cases.filter(({ name }) => isWanted(name))) {
    const bound = bind(subject, { ...one, people: test.people }, { now, language });
    if (!bound.ok) {
      problems.push(bound.problem);
      continue;
    }
    const { name, path, failures } = await runCase(test, one, bound.campaign, reached);
    results.push({
      name,
      place: placeOf(test, { path }),
      isRow: one.isRow,
      failures: failures.map((failure) => ({ ...failure, place: placeOf(test, failure) })),
    });
  }
  const unchanged = bind(subject, { path: [], changes: {} }, { now, language });
  const coverable = unchanged.ok
    ? allCoverable([unchanged.campaign, ...(unchanged.campaign.variants?.values() ?? [])])
    : null;
  const diagnostics = problems.map((problem) => ({ ...locate(parsed, problem), file }));
  return { file, results, diagnostics: sortDiagnostics(diagnostics), coverable, reached };
}
