import type { Path } from '../compile/diagnostic.ts';
import { locate } from '../compile/locate.ts';
import type { CampaignTest } from './case.ts';

/** Something that is not as a test says. */
export interface Failure {
  readonly path: Path;
  /** What was looked at: `outcome`, `paid`, an invariant. */
  readonly what: string;
  /** Written a line each; a line that both have is as it should be. */
  readonly expected: readonly string[];
  readonly found: readonly string[];
  /** What to write at a path so that the test says what was found; undefined takes the key out. */
  readonly rewrite?: { readonly path: Path; readonly value: unknown };
}

/** Where a failure is in the file, both from 1; `value` is the text that stands there. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly value?: string;
}

/** The place of the expectation that failed, or of the step or test that should have had it. */
export function placeOf({ parsed }: CampaignTest, { path }: Failure): Place {
  const { line, column, value } = locate(parsed, {
    code: 'WRONG_VALUE',
    path,
    message: '',
    expected: '',
  });
  return value === undefined ? { line, column } : { line, column, value };
}
