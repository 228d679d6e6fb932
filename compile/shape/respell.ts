import type { Path, Problem } from '../diagnostic.ts';
import { unknownKey } from './keys.ts';
import { meantKey } from './other-words.ts';
import type { PlacedError } from './around.ts';
import { valueAt } from './mend.ts';

/** What was misspelt, as it is told, and where what is now spelt right was written. */
export interface Respelt {
  readonly problems: readonly Problem[];
  readonly written: (path: Path) => Path;
}

interface Misspelt {
  readonly key: string;
  /** Where it is now. */
  readonly path: Path;
}

/**
 * Gives keys that were misspelt the name that is meant, where that stands nowhere beside them, so that
 * the rest is read as it was meant and one slip is one problem. `errorsIn` may change what it is given.
 */
export function respell(
  data: unknown,
  errorsIn: (draft: unknown) => readonly PlacedError[],
): Respelt {
  const misspelt: Misspelt[] = [];
  const problems: Problem[] = [];
  const written = (path: Path): Path => writtenAt(misspelt, path);
  for (let before = -1; before < misspelt.length;) {
    before = misspelt.length;
    for (const one of errorsIn(structuredClone(data))) {
      const found = misspeltIn(one, data);
      if (found === undefined) continue;
      problems.push(
        ...unknownKey(one.error, one).map((each) => ({ ...each, path: written(each.path) })),
      );
      rename(data, found);
      misspelt.push(found);
    }
  }
  return { problems, written };
}

function misspeltIn({ error, path }: PlacedError, data: unknown): Misspelt | undefined {
  if (error.keyword !== 'additionalProperties') return undefined;
  const key = String((error.params as Record<string, unknown>)['additionalProperty']);
  const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as object);
  const meant = meantKey(key, known);
  const parent = valueAt(data, path) as object;
  return meant === undefined || Object.hasOwn(parent, meant)
    ? undefined
    : { key, path: [...path, meant] };
}

function rename(data: unknown, { key, path }: Misspelt): void {
  const parent = valueAt(data, path.slice(0, -1)) as Record<string, unknown>;
  parent[String(path.at(-1))] = parent[key];
  Reflect.deleteProperty(parent, key);
}

function writtenAt(misspelt: readonly Misspelt[], path: Path): Path {
  return path.map((step, index) => {
    const here = JSON.stringify(path.slice(0, index + 1));
    return misspelt.find((one) => JSON.stringify(one.path) === here)?.key ?? step;
  });
}
