import { expect, test } from 'vitest';
import { parseTest } from '../../campaign-test/parse.ts';
import { failuresOf, fileOf, play } from './play.ts';

const rows = `  - name: the end is exclusive
    matrix:
      after: [+23h, +24h]
      outcome: [ok, CODE_EXPIRED]
      tries: [1, 2]
    steps:
      - { do: issue, of: ann }
      - { at: "\${after}", do: redeem, of: ann, by: bob, channel: chat, expect: "\${outcome}" }
      - { do: share, of: ann, times: "\${tries}", expect: "\${outcome}" }
`;

test('a test is played once for every row, named by its values', async () => {
  const result = await play(fileOf(rows));
  expect(result.results.map(({ name }) => name)).toEqual([
    'the end is exclusive (after +23h, outcome ok, tries 1)',
    'the end is exclusive (after +24h, outcome CODE_EXPIRED, tries 2)',
  ]);
  expect(failuresOf(result)).toEqual([]);
});

test('a row fails by itself, at the place that the rows share', async () => {
  const result = await play(fileOf(rows.replace('[ok, CODE_EXPIRED]', '[ok, ok]')));
  expect(result.results.map(({ failures }) => failures.length)).toEqual([0, 2]);
  expect(failuresOf(result)).toEqual(['14:80 outcome', '15:58 outcome']);
});

test('a value of a row is held against the schema, once for what rows share', () => {
  const text = fileOf(
    rows.replace('[+23h, +24h]', '[soon, later]').replace('of: ann, t', 'off: x, t'),
  );
  const parsed = parseTest(text, 'small.test.yaml');
  expect(parsed.ok || parsed.diagnostics.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'BAD_DURATION tests[0].steps[1].at',
    'UNKNOWN_KEY tests[0].steps[2].off',
  ]);
});

test('what is wrong with one row only is said with its name', () => {
  const text = fileOf(
    rows
      .replace('[+23h, +24h]', '[+24h, later]')
      .replace('tries: [1, 2]', 'tries: [1, 2]\n      who: [bo, bob]')
      .replace('by: bob', 'by: "${who}"'),
  );
  const parsed = parseTest(text, 'small.test.yaml');
  const told = parsed.ok ? [] : parsed.diagnostics;
  expect(told.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'BAD_DURATION in row (after later, outcome CODE_EXPIRED, tries 2, who bob): "at" cannot be read',
  ]);
  const read = parseTest(text.replace('later', '+25h'), 'small.test.yaml');
  expect(read.ok ? [] : read.diagnostics.map(({ message }) => message)).toEqual([
    'in row (after +24h, outcome ok, tries 1, who bo): "bo" is not among the people',
  ]);
});

test('a filled-in value keeps its type, and a part of a text becomes text', async () => {
  const result = await play(
    fileOf(`  - name: parts
    matrix: { hours: [1, 25], list: [[bob], [bob, cleo]], outcome: [ok, CODE_EXPIRED] }
    steps:
      - { do: issue, of: ann }
      - { at: "+\${hours}h", do: redeem, of: ann, by: "\${list}", expect: "\${outcome}" }
`),
  );
  expect(failuresOf(result)).toEqual([]);
});
