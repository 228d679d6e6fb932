import { measure, type Coverable, type Coverage } from '../../campaign-test/coverage.ts';
import { runFile, type FileResult } from '../../campaign-test/run-file.ts';
import type { LoadedTest } from './load.ts';

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
  readonly coverage: ReadonlyMap<string, Coverage>;
}

/** Plays all tests whose name has `filter` in it, whatever the case. */
export async function runTests(
  loaded: readonly LoadedTest[],
  filter: string | undefined,
): Promise<TestRun> {
  const wanted = filter?.toLowerCase() ?? '';
  const files: FileResult[] = [];
  for (const { file, playable, diagnostics } of loaded) {
    files.push(
      playable === null
        ? { file, results: [], diagnostics, coverable: null, reached: new Set() }
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
    coverage: coverageOf(loaded, files),
  };
}

/** Files about the same campaign are measured together. */
function coverageOf(
  loaded: readonly LoadedTest[],
  files: readonly FileResult[],
): ReadonlyMap<string, Coverage> {
  const together = new Map<string, { coverable: Coverable; reached: ReadonlySet<string> }>();
  for (const [index, { coverable, reached }] of files.entries()) {
    const campaign = loaded[index]?.campaign ?? null;
    if (campaign === null || coverable === null) continue;
    const before = together.get(campaign)?.reached ?? new Set<string>();
    together.set(campaign, { coverable, reached: new Set([...before, ...reached]) });
  }
  return new Map(
    [...together].map(([campaign, { coverable, reached }]) => [
      campaign,
      measure(coverable, reached),
    ]),
  );
}
