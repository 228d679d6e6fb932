import type { Path, Problem, Report } from '../diagnostic.ts';
import { say } from '../../lang/say.ts';

/** No two items of a list may have the same id; items that could not be read are `false`. */
export function checkIds(
  report: Report,
  path: Path,
  items: readonly (false | { readonly id: string })[],
): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    if (item === false || item.id === '') continue;
    if (seen.has(item.id)) {
      report(repeatedId(item.id, [...path, index]));
    }
    seen.add(item.id);
  }
}

/** What is wrong with an item whose id another one before it has. */
export function repeatedId(id: string, item: Path): Problem {
  return {
    code: 'DUPLICATE_ID',
    path: [...item, 'id'],
    message: say`the id "${id}" stands twice`,
    expected: say`an id of its own`,
  };
}
