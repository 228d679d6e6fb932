import type { Path } from '../compile/diagnostic.ts';
import { locatePath } from '../compile/locate.ts';
import type { Said } from '../lang/say.ts';
import type { CampaignTest } from './case.ts';

/** A line of what was expected or found; words of a file are the same in every language. */
export type Line = string | Said;

/** Something that is not as a test says. */
export interface Failure {
  readonly path: Path;
  /** What was looked at: `outcome`, `paid`, an invariant. */
  readonly what: Said;
  /** Written a line each; a line that both have is as it should be. */
  readonly expected: readonly Line[];
  readonly found: readonly Line[];
  /** What to write at a path so that the test says what was found; undefined takes the key out. */
  readonly rewrite?: { readonly path: Path; readonly value: unknown };
}

/** Where a failure is in the file, both from 1; `value` is the text that stands there. */
export type Place = ReturnType<typeof locatePath>;

/** The place of the expectation that failed, or of the step or test that should have had it. */
export function placeOf({ parsed }: CampaignTest, { path }: Pick<Failure, 'path'>): Place {
  return locatePath(parsed, path);
}
