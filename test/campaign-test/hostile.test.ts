import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { compileSource } from '../../cli/source-file.ts';

/** What an author may have half typed in the place of a value; undefined takes its key out. */
const strange = [undefined, null, 'x', [null], { x: null }];

interface File {
  readonly name: string;
  readonly tree: unknown;
}

const files = ['campaigns/', 'campaigns/populations/'].flatMap((folder) => {
  const url = new URL(`../../${folder}`, import.meta.url);
  return readdirSync(url)
    .filter((name) => folder.endsWith('populations/') || name.endsWith('.test.yaml'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name): File => ({
      name,
      tree: parse(readFileSync(new URL(name, url), 'utf8')) as unknown,
    }));
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const steps = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return [path, ...steps.flatMap((step) => pathsOf(Reflect.get(value, step), [...path, step]))];
}

function replaced(tree: unknown, path: Path, by: unknown): unknown {
  const copy = structuredClone(tree);
  let at = copy as object;
  for (const step of path.slice(0, -1)) at = Reflect.get(at, step) as object;
  const last = path.at(-1) ?? '';
  if (by === undefined) Reflect.deleteProperty(at, last);
  else Reflect.set(at, last, by);
  return copy;
}

/** A test file with one of its tests only, so that it is read fast; anything else as it is. */
function alone({ name, tree }: File): File[] {
  if (typeof tree !== 'object' || tree === null || !('tests' in tree)) return [{ name, tree }];
  return (tree.tests as unknown[]).map((one) => ({ name, tree: { ...tree, tests: [one] } }));
}

/** One of each kind of place, by its key and the key that it stands under. */
const places = new Map(
  files.flatMap(alone).flatMap(({ name, tree }) =>
    pathsOf(tree)
      .slice(1)
      .map((path) => {
        const kind = path.slice(-2).map((step) => (typeof step === 'number' ? '*' : step));
        return [kind.join('.'), { name, tree, path }] as const;
      }),
  ),
);

test('nothing half typed in any place of a test or a population is thrown at its author', () => {
  expect(places.size).toBeGreaterThan(100);
  for (const [kind, { name, tree, path }] of places) {
    for (const by of strange) {
      const text = stringify(replaced(tree, path, by));
      const said = `${name}, ${kind}: ${JSON.stringify(by)}`;
      expect(() => compileSource({ file: name, text }, []), said).not.toThrow();
    }
  }
});
