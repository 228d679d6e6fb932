import { sortDiagnostics, type Diagnostic, type Problem } from '../compile/diagnostic.ts';
import { locate } from '../compile/locate.ts';
import { textOf } from '../lang/text.ts';
import { bind, type Subject } from './bind.ts';
import type { CampaignTest } from './case.ts';
import { keysIn, type Coverable } from './coverage.ts';
import { coveringOf, type Covering, type Law } from './covering.ts';
import { placeOf, type Failure, type Line, type Place } from './failure.ts';
import { runCase } from './run.ts';

/** A failure with its place in the file, written out in the language of the run. */
export interface PlacedFailure extends Pick<Failure, 'path' | 'rewrite'> {
  readonly place: Place;
  readonly what: string;
  readonly expected: readonly string[];
  readonly found: readonly string[];
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
  /** What of it only rules of shipped policies decide, by `kind: name`. */
  readonly apart: ReadonlySet<string>;
  readonly reached: ReadonlySet<string>;
}

/** What a run lacks as a whole, though its tests may have passed: a test at all, or coverage of a campaign's file. */
export interface LackOfRun {
  readonly name: string;
  readonly file: string | null;
  readonly text: string;
}

/** Plays every test of a file whose name is wanted, each on a campaign of its own. */
export async function runFile(
  test: CampaignTest,
  subject: Subject,
  isWanted: (name: string) => boolean = () => true,
): Promise<FileResult> {
  const { file, now, parsed } = test;
  const { language } = parsed;
  const covering = coveringIn(subject, { now, language });
  const reached = new Set<string>();
  const results: TestResult[] = [];
  const problems: Problem[] = [];
  for (const one of test.cases.filter(({ name }) => isWanted(name))) {
    const bound = bind(subject, { ...one, people: test.people }, { now, language });
    if (!bound.ok) {
      problems.push(bound.problem);
      continue;
    }
    const names = new Set<string>();
    const { name, path, failures } = await runCase(test, one, bound.campaign, names);
    // A test that fails has shown nothing of the campaign.
    if (failures.length === 0) addCounted(reached, names, covering);
    results.push({
      name,
      place: placeOf(test, { path }),
      isRow: one.isRow,
      failures: failures.map((failure) => placed(test, failure)),
    });
  }
  const diagnostics = problems.map((problem) => ({ ...locate(parsed, problem), file }));
  const coverable = covering?.coverable ?? null;
  const apart = covering === null ? new Set<string>() : covering.apart;
  return { file, results, diagnostics: sortDiagnostics(diagnostics), coverable, apart, reached };
}

function placed(test: CampaignTest, failure: Failure): PlacedFailure {
  const { language } = test.parsed;
  const written = (line: Line): string =>
    typeof line === 'string' ? line : textOf(line, language);
  return {
    ...failure,
    place: placeOf(test, failure),
    what: written(failure.what),
    expected: failure.expected.map(written),
    found: failure.found.map(written),
  };
}

/** What there is to reach in the campaign as it is; null where it cannot be played. */
function coveringIn(
  subject: Subject,
  options: Parameters<typeof bind>[2],
): (Covering & { readonly apart: ReadonlySet<string> }) | null {
  const bound = bind(subject, { path: [], changes: {} }, options);
  if (!bound.ok) return null;
  const laws: readonly Law[] = [bound.campaign, ...(bound.campaign.variants?.values() ?? [])];
  const covering = coveringOf(laws);
  const written = laws.map(({ terms, policy }) => {
    const isOwn = subject.ownPolicies?.has(policy.id) === true;
    return { terms, policy: isOwn ? policy : { ...policy, rules: [] } };
  });
  const own = new Set(keysIn(coveringOf(written).coverable));
  const apart = new Set(keysIn(covering.coverable).filter((key) => !own.has(key)));
  return { ...covering, apart };
}

function addCounted(
  reached: Set<string>,
  names: Iterable<string>,
  covering: Covering | null,
): void {
  for (const name of names) reached.add(covering?.counted(name) ?? name);
}
