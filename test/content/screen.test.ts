import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { screenOf } from '../../domain/content/screen.ts';
import { shippedDigest, shippedList } from '../../domain/content/shipped.ts';
import type { WordList } from '../../domain/content/words.ts';
import { disguises, type Disguise } from './disguises.ts';
import { honest } from './honest.ts';

const { find, screen } = screenOf(shippedList, shippedDigest);

function found(text: string): readonly string[] {
  return find(text).map(({ word, start, end }) => `${word}: ${text.slice(start, end)}`);
}

function listOf(...words: string[]): WordList {
  return {
    words: words.map((word) => ({ word, category: 'sensitive', severity: 'hold' })),
    allowed: [],
  };
}

describe('a listed word', () => {
  const words = fc.constantFrom(...shippedList.words);
  const before = fc.constantFrom('', '你好，', 'Hello, ', '来吧 ', '🎉 ', 'ü; ', '码 266 ');
  const after = fc.constantFrom('', '。', ' and more', '，真的', ' 🎉', '!', ' ü');

  test('is found at its place under any disguises together', () => {
    const chosen = fc.uniqueArray(fc.constantFrom<Disguise>(...disguises));
    fc.assert(
      fc.property(
        words,
        fc.tuple(before, after),
        chosen,
        fc.nat(),
        ({ word }, [head, tail], worn, seed) => {
          const text = disguises
            .filter((one) => worn.includes(one))
            .reduce((so, disguise) => disguise.wear(so, seed), word);
          const at = { start: head.length, end: head.length + text.length };
          const covering = find(head + text + tail).filter(
            ({ start, end }) => start <= at.start && at.end <= end,
          );
          expect(covering).not.toEqual([]);
          // No more than it is, but where a longer word of the list begins or ends with it.
          expect(covering[0]?.word === word ? covering[0] : at).toMatchObject(at);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test('is found as it is listed, each', () => {
    for (const { word } of shippedList.words)
      expect(found(word), word).toEqual([`${word}: ${word}`]);
  });
});

test.each(honest)('an honest text has no finding: %s', (text) => {
  expect(found(text)).toEqual([]);
});

describe('positions', () => {
  test.each([
    ['a mark is not cut off', 'cásinó!', 'casino: cásinó'],
    ['nor what is drawn into one', 'c\u0301asino\u20dd', 'casino: c\u0301asino\u20dd'],
    ['a pair of surrogates stays whole', '🎰𝐜𝐚𝐬𝐢𝐧𝐨🎰', 'casino: 𝐜𝐚𝐬𝐢𝐧𝐨'],
    ['a ligature stays whole', 'ﬁrearms', 'firearms: ﬁrearms'],
    ['marks behind an emoji belong to it', '👩‍👩‍👧赌博👩‍👧', '赌博: 赌博'],
  ])('%s', (_, text, wanted) => {
    expect(found(text)).toEqual([wanted]);
  });

  test('a longer word stands for those in it', () => {
    expect(found('保本保息')).toEqual(['保本保息: 保本保息']);
    expect(found('get rich quick')).toEqual(['get rich quick: get rich quick']);
  });
});

test.each([
  ['an l is no 1 of another word', 'bail', 'ball', false],
  ['a 1 is either', 'bail', 'ba1l', true],
  ['and a capital I', 'ball', 'baIl', true],
  ['a letter that is listed twice is not once', 'betting', 'beting', false],
  ['one that is listed once may be repeated', 'casino', 'casiiiino', true],
  ['a repeated one at its beginning', 'share', 'Miss share', true],
  ['what stands within a word', 'rich', 'enriched', false],
  ['a number at its side', 'rich', '2rich4u', true],
  ['all letters apart', 'rich', 'r i, c. h', true],
  ['a few letters apart', 'rich', 'ri ch', false],
  ['a few with a sign', 'rich', 'ri-ch', true],
  ['two characters and a stop', '下线', '楼下，线上', false],
  ['two characters and a blank', '下线', '下 线', true],
  ['two characters and a star', '下线', '下*线', true],
])('%s', (_, word, text, isFound) => {
  expect(screenOf(listOf(word), 'x').find(text).length).toBe(Number(isFound));
});

test('a word within an allowed phrase is harmless, and beside it is not', () => {
  expect(found('生日赚，日赚百元')).toEqual(['日赚: 日赚']);
});

test('a note is told and is no hit', () => {
  const list: WordList = {
    words: [{ word: '第一', category: 'sensitive', severity: 'note' }],
    allowed: [],
  };
  expect(screenOf(list, 'x').screen('第一')).toMatchObject({
    hits: 0,
    findings: [{ word: '第一' }],
  });
  expect(screen('躺赚躺赚')).toMatchObject({ hits: 2, words: shippedDigest });
});

/** How much work a text takes is counted by what is done once a unit: the same for each. */
test.each([
  ['ordinary', 'Join me at the spring market, 一起来领积分吧。 get a friend 生日赚 must '],
  ['one letter', 'i'],
  ['one character', '躺'],
  ['beginnings of words', 'get '],
  ['words', 'casino '],
  ['look-alikes', 'l1I'],
  ['marks', 'a\u0301\u0301\u0301'],
])('a text of 100 kB is looked through: %s', (_, piece) => {
  const text = piece.repeat(Math.ceil(100_000 / piece.length));
  const all = find(text);
  expect(all.length).toBe(find(piece).length * (text.length / piece.length));
});
