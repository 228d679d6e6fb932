import stringWidth from 'string-width';
import { expect, test } from 'vitest';

import { describeDiagnostic } from '../../cli/output/frame.ts';

const long = 'spec.rewards[0].when.condition.all[0].value';

function told(text: string, value: string, words: { message?: string; expected?: string } = {}) {
  const index = text.indexOf(value);
  const line = text.slice(0, index).split('\n').length;
  const column = index - text.lastIndexOf('\n', index - 1);
  const { message = 'it is wrong', expected = 'something else' } = words;
  const place = { file: 'campaigns/autumn.yaml', line, column, value, path: long };
  const said = describeDiagnostic(
    { code: 'WRONG_VALUE', severity: 'error', ...place, message, expected },
    text,
  );
  return said.split('\n');
}

/** What stands above the mark. */
function marked(lines: readonly string[]): string {
  const mark = lines.find((line) => /^ +\| +\^+$/.test(line)) ?? '';
  const above = lines[lines.indexOf(mark) - 1] ?? '';
  const from = mark.indexOf('^');
  let at = 0;
  const under = Array.from(above).filter((character) => {
    const isUnder = at >= from && at < mark.length;
    at += stringWidth(character);
    return isUnder;
  });
  return under.join('');
}

const words = 'a rather long sentence of many words '.repeat(6).trim();
const chinese = '很长的说明文字，没有空格，'.repeat(12);

test.each([
  ['in a short line', 'a: 1\nkey: value\n', 'value'],
  ['far to the right', `key: [${'item, '.repeat(80)}wrong, ${'item, '.repeat(80)}]\n`, 'wrong'],
  ['after Chinese words', `标题: "${'好'.repeat(10)}" # 说明\n名字: 错误的值\n`, '错误的值'],
  ['far to the right of Chinese words', `k: [${'中文名，'.repeat(60)}, 错, x]\n`, '错'],
  ['after faces', `k: [${'😀, '.repeat(60)}wrong, x]\n`, 'wrong'],
  ['below a long line', `# ${'x'.repeat(300)}\nkey: value\n`, 'value'],
])('the mark stands under what is meant, %s', (_where, text, value) => {
  const lines = told(text, value);
  expect(marked(lines)).toBe(value);
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(80);
});

test.each([
  ['English', words],
  ['Chinese', chinese],
])('no line is wider than a terminal, and nothing is lost, in %s', (_language, message) => {
  const lines = told('key: value\n', 'value', { message, expected: message });
  for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  const all = lines.join('').replaceAll(' ', '');
  expect(all.split(message.replaceAll(' ', ''))).toHaveLength(3);
  expect(all).toContain(`at${long}`);
});

test('what is cut of a line is said by an ellipsis', () => {
  const [, shown = ''] = told(`k: [${'item, '.repeat(80)}wrong, ${'item, '.repeat(80)}]`, 'wrong')
    .filter((line) => line.includes('|'))
    .reverse();
  expect(shown).toMatch(/^ {4}1 \| ….*wrong.*…$/);
});

test('a place behind the end of its line is marked at the end', () => {
  const place = { file: 'a.yaml', line: 1, column: 400, value: '', path: '' };
  const said = describeDiagnostic(
    { code: 'YAML_SYNTAX', severity: 'error', ...place, message: 'it is wrong', expected: 'x' },
    'key: value\n',
  );
  expect(said.split('\n')).toContain(`      | ${' '.repeat('key: value'.length)}^`);
});
