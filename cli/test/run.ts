import { measure, partOf, type Coverable, type Coverage } from '../../campaign-test/coverage.ts';
import { runFile, type FileResult } from '../../campaign-test/run-file.ts';
import { say, type Said } from '../../lang/say.ts';
import type { LoadedTest } from './load.ts';

/**
 * What coverage counts: what the campaign's file says, with the policies that its test names, or also what the rules of
 * shipped policies decide.
 */
export const coverageScopes = ['campaign', 'everything'] as const;
export type CoverageScope = (typeof coverageScopes)[number];

/** How much of a campaign was reached, and of what is not counted. */
export interface CampaignCoverage extends Coverage {
  readonly apart: { readonly reached: number; readonly of: number };
}

/** What came of all files together. */
export interface TestRun {
  readonly files: readonly FileResult[];
  readonly passed: number;
  readonly failed: number;
  /** Files with mistakes that kept all of their tests from being played. */
  readonly unread: number;
  /** Tests, or rows of them, of other files that could not be played. */
  readonly unplayed: number;
  /** By campaign's file. */
  readonly coverage: ReadonlyMap<string, CampaignCoverage>;
}

/** What a run lacks as a whole, though each of its tests may have passed; `file` is the campaign that it is about. */
export interface Lack {
  readonly name: string;
  readonly file: string | null;
  readonly said: Said;
}

/** Whether nothing was played at all, and which campaigns are covered by less than so many percent. */
export function lacksOf({ passed, failed, coverage }: TestRun, minimum = 0): readonly Lack[] {
  const said = say`Not one test was played, which counts as a failure.`;
  const none = passed + failed === 0 ? [{ name: 'tests', file: null, said }] : [];
  const thin = [...coverage].filter(([, { percent }]) => percent < minimum);
  return [
    ...none,
    ...thin.map(([file, { percent }]) => ({
      ...{ name: 'coverage', file },
      said: say`${file} is covered by ${percent} %, and --min-coverage wants ${minimum} %.`,
    })),
  ];
}

/** Plays all tests whose name has `filter` in it, whatever the case. */
export async function runTests(
  loaded: readonly LoadedTest[],
  filter: string | undefined,
  scope: CoverageScope = 'everything',
): Promise<TestRun> {
  const wanted = filter?.toLowerCase() ?? '';
  const files: FileResult[] = [];
  for (const { file, playable, diagnostics } of loaded) {
    files.push(
      playable === null
        ? { file, results: [], diagnostics, coverable: null, apart: new Set(), reached: new Set() }
        : await runFile(playable.test, playable.subject, (name) =>
            name.toLowerCase().includes(wanted),
          ),
    );
  }
  const results = files.flatMap((file) => file.results);
  const failed = results.filter(({ failures }) => failures.length > 0).length;
  return {
    files,
    passed: results.length - failed,
    failed,
    unread: loaded.filter(({ playable }) => playable === null).length,
    unplayed: files
      .filter((_, index) => loaded[index]?.playable !== null)
      .reduce((sum, { diagnostics }) => sum + diagnostics.length, 0),
    coverage: coverageOf(loaded, files, scope),
  };
}

type OfCampaign = Pick<FileResult, 'apart' | 'reached'> & { readonly coverable: Coverable };

/** Files about the same campaign are measured together; what one of them has a policy of its own for is counted. */
function coverageOf(
  loaded: readonly LoadedTest[],
  files: readonly FileResult[],
  scope: CoverageScope,
): TestRun['coverage'] {
  const together = new Map<string, OfCampaign>();
  for (const [index, { coverable, apart, reached }] of files.entries()) {
    const campaign = loaded[index]?.campaign ?? null;
    if (campaign === null || coverable === null) continue;
    const before = together.get(campaign);
    together.set(campaign, {
      coverable,
      apart:
        before === undefined ? apart : new Set([...apart].filter((key) => before.apart.has(key))),
      reached: new Set([...(before?.reached ?? []), ...reached]),
    });
  }
  const measured = [...together].map(
    ([campaign, one]) => [campaign, measureOne(one, scope)] as const,
  );
  return new Map(measured);
}

function measureOne(
  { coverable, apart, reached }: OfCampaign,
  scope: CoverageScope,
): CampaignCoverage {
  if (scope === 'everything')
    return { ...measure(coverable, reached), apart: { reached: 0, of: 0 } };
  const counted = measure(
    partOf(coverable, (key) => !apart.has(key)),
    reached,
  );
  const reachedApart = [...apart].filter((key) => reached.has(key)).length;
  return { ...counted, apart: { reached: reachedApart, of: apart.size } };
}
