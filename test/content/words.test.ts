import { expect, test } from 'vitest';

import { joinWords, readWords } from '../../compile/words.ts';

test('words are held against what their section says', () => {
  const text =
    '# remark\n[sensitive]\nget rich\n\n[contact note]\n  wechat \n[allowed]\nget rich soil\n';
  expect(readWords(text, 'a.txt')).toEqual({
    ok: true,
    list: {
      words: [
        { word: 'get rich', category: 'sensitive', severity: 'hold' },
        { word: 'wechat', category: 'contact', severity: 'note' },
      ],
      allowed: ['get rich soil'],
    },
  });
});

test.each([
  ['a word before any section', 'word', '1:1 WORD_WITHOUT_SECTION'],
  ['an unknown section', '[sensitiv]', '1:1 WORD_SECTION_UNKNOWN'],
  ['an unknown severity', '[contact loud]', '1:1 WORD_SECTION_UNKNOWN'],
  ['a single letter', '[contact]\n  a', '2:3 WORD_UNFIT'],
  ['nothing to look for', '[contact]\n***', '2:1 WORD_UNFIT'],
  ['a long word', `[contact]\n${'ab '.repeat(21)}`, '2:1 WORD_UNFIT'],
  ['a word twice', '[contact]\nWeChat\n[allowed]\nwe-chat', '4:1 WORD_TWICE'],
])('%s has its place', (_, text, wanted) => {
  const read = readWords(text, 'a.txt');
  const said = read.ok ? [] : read.diagnostics;
  expect(said.map(({ line, column, code }) => `${line}:${column} ${code}`)).toEqual([wanted]);
});

test('a number stands for all from two on, in the words of its line', () => {
  const read = readWords('[inducing]\nto <number> groups\n到<number>个群\n', 'a.txt');
  const words = read.ok ? read.list.words.map(({ word }) => word) : [];
  expect(words).toEqual(
    expect.arrayContaining(['to 3 groups', 'to ten groups', '到两个群', '到10个群']),
  );
  expect(words).not.toContain('到three个群');
  expect(words.some((word) => word.includes('<') || word.includes('one'))).toBe(false);
});

test('what a number stands for is not listed again', () => {
  const read = readWords('[inducing]\nto three groups\nto <number> groups\n', 'a.txt');
  const said = read.ok ? [] : read.diagnostics;
  expect(said.map(({ line, code }) => `${line} ${code}`)).toEqual(['3 WORD_TWICE']);
});

test('mistakes are said in Chinese too, and with what was meant', () => {
  expect(readWords('[sensitiv]', 'a.txt', 'zh')).toMatchObject({
    diagnostics: [{ message: '没有 [sensitiv] 这一节', meant: 'sensitive' }],
  });
});

test('of a word in two lists the first one holds', () => {
  const [one, other] = ['[contact]\nwechat', '[sensitive]\nwechat\n[allowed]\na b'].map((text) => {
    const read = readWords(text, 'a.txt');
    if (!read.ok) throw new Error('unreadable');
    return read.list;
  });
  expect(joinWords([one, other].filter((list) => list !== undefined))).toEqual({
    words: [{ word: 'wechat', category: 'contact', severity: 'hold' }],
    allowed: ['a b'],
  });
});
