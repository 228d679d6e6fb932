import { expect, test } from 'vitest';

import { areas } from '../../lang/zh/zh.ts';
import { gapsBetween } from '../../scripts/translations/gaps.ts';
import { saidIn, templatesIn } from '../../scripts/translations/said.ts';
import { tabled } from '../../scripts/translations/tables.ts';

const wanted = [...saidIn('.'), ...tabled()];

/** The translations with one file changed. */
function changed(home: string, texts: Readonly<Record<string, string>>): typeof areas {
  return { ...areas, [home]: texts };
}

test('everything that is said is translated, and nothing else', () => {
  expect(gapsBetween(wanted, areas)).toEqual([]);
});

test('a translation that is taken out is missed, with the line to add and its file', () => {
  const entries = Object.entries(areas['shape'] ?? {});
  const rest = entries.filter(([text]) => text !== '{0} is negative');
  expect(gapsBetween(wanted, changed('shape', Object.fromEntries(rest)))).toEqual([
    expect.stringMatching(
      /^lang\/zh\/shape\.ts: compile\/shape\/values\.ts:\d+ is not translated; add\n {2}"\{0\} is negative":/,
    ),
  ]);
});

test('a translation that nothing says any more, other holes and narrow marks are found', () => {
  const shape = areas['shape'] ?? {};
  const unused = gapsBetween(wanted, changed('shape', { ...shape, 'said no more': '不再说' }));
  expect(unused).toEqual([expect.stringContaining('nothing says this any more')]);
  const uneven = gapsBetween(wanted, changed('shape', { ...shape, '{0} is negative': '是负数' }));
  expect(uneven).toEqual([expect.stringContaining('the holes differ, {0} and none')]);
  const narrow = gapsBetween(wanted, changed('shape', { ...shape, empty: '空的,' }));
  expect(narrow).toEqual([expect.stringContaining('marks beside Chinese characters are wide')]);
  const { terms = {} } = areas;
  const double = gapsBetween(wanted, changed('terms', { ...terms, empty: '空的' }));
  expect(double).toEqual([expect.stringContaining('translated in another file too')]);
});

test('templates are read as they are said', () => {
  const source = 'const a = say`one of: ${known.join(", ")}`;\nconst b = say`a \\`list\\``;';
  const texts = templatesIn('lint/one.ts', source).map(({ text, at }) => `${at} ${text}`);
  expect(texts).toEqual(['lint/one.ts:1 one of: {0}', 'lint/one.ts:2 a `list`']);
});
