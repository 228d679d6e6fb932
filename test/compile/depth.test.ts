import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { scan } from '../../compile/scan.ts';

/** A tree of lists and mappings, `depth` deep, with a neighbour on each level. */
function tree(depth: number, asList: (level: number) => boolean): unknown {
  let value: unknown = 'leaf';
  for (let level = depth; level > 0; level -= 1) {
    value = asList(level) ? [1, value] : { a: 'x', b: value };
  }
  return value;
}

const shapes = {
  mappings: () => false,
  lists: () => true,
  both: (level: number) => level % 2 === 0,
};
const layouts = {
  block: { indent: 2 },
  'block, wide': { indent: 5 },
  'block, lists not indented': { indentSeq: false },
  flow: { collectionStyle: 'flow' as const, lineWidth: 0 },
  'flow over lines': { collectionStyle: 'flow' as const, lineWidth: 20 },
};

for (const [shape, asList] of Object.entries(shapes)) {
  for (const [layout, options] of Object.entries(layouts)) {
    test(`${shape}, ${layout}: 33 deep is refused, 24 deep is not`, () => {
      expect(scan(stringify(tree(33, asList), options))?.code).toBe('NESTED_TOO_DEEP');
      expect(scan(stringify(tree(24, asList), options))).toBeUndefined();
    });
  }
}

test('brackets in quotes, comments and block texts are not counted', () => {
  const brackets = '['.repeat(50);
  expect(
    scan(`a: "${brackets}"\nb: '${brackets}' # ${brackets}\nc: |\n  ${brackets}\n`),
  ).toBeUndefined();
});

test('closing brackets in comments do not hide open ones', () => {
  expect(scan('[ # ]\n'.repeat(33))?.code).toBe('NESTED_TOO_DEEP');
  expect(scan(`a: don't\nb: ${'['.repeat(33)}`)?.code).toBe('NESTED_TOO_DEEP');
});
