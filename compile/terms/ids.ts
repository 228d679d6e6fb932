import type { Path, Report } from '../diagnostic.ts';
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
      report({
        code: 'DUPLICATE_ID',
        path: [...path, index, 'id'],
        message: say`the id "${item.id}" stands twice`,
        expected: say`an id of its own`,
      });
    }
    seen.add(item.id);
  }
}
