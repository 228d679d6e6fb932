import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';

import { checkCharacterOf } from '../../../domain/campaign/check-character.ts';
import { alphabets } from '../../../domain/campaign/alphabet.ts';
import type { CodeFormat } from '../../../domain/campaign/terms.ts';
import { canonical, fold } from '../../../domain/reading/fold.ts';
import { readCode, type Writing } from '../../../domain/reading/read-code.ts';

const format: CodeFormat = {
  alphabet: 'unambiguous',
  length: 12,
  prefix: '',
  checkCharacter: true,
};
const writing = (changes: Partial<CodeFormat> = {}, isManual = false): Writing => ({
  format: { ...format, ...changes },
  isManual,
});
const checked = (body: string): string => body + (checkCharacterOf('unambiguous', body) ?? '');
const value = checked('7K2M9QXA4RTV');
const grouped = (value.match(/.{1,4}/g) ?? []).join(' ');

test('words of a sentence that fit by chance are no code', () => {
  const text = 'they sat for an hour and then it naps for ten or more and went home again';
  expect(readCode(text, [writing()])).toEqual({ kind: 'none' });
});

test('a text that could be many codes, and many campaigns that write alike, are read at once', () => {
  const campaigns = Array.from({ length: 50 }, () => writing());
  expect(readCode('7-'.repeat(4_000), campaigns).kind).not.toBe('found');
});

describe('a code with a check character is found', () => {
  it.each([
    ['as it is', value],
    ['in small letters', value.toLowerCase()],
    ['in groups', grouped],
    ['with dashes', grouped.replaceAll(' ', '-')],
    ['with other dashes', grouped.replaceAll(' ', ' – ')],
    [
      'in full width',
      value.replaceAll(/./g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
    ],
    ['with what is not seen', value.split('').join('\u200b')],
    ['between Chinese words', `我在这里，邀请码：${value}，快来加入群组吧！3人成团`],
    ['between English words', `Hi! join my group with ${grouped} before 2026-12-01, see you`],
    ['behind a word that could belong to it', `code ${grouped}`],
    ['in brackets', `【${value}】复制这段话打开应用`],
    ['twice', `${value} … again: ${grouped}`],
    ['with Cyrillic letters', value.replaceAll('K', 'К').replaceAll('M', 'М').replaceAll('A', 'А')],
    ['in a link', `https://example.com/join?code=${value}&channel=poster`],
  ])('%s', (_, text) => {
    expect(readCode(text, [writing()])).toEqual({ kind: 'found', value });
  });

  it('with O for 0 and I or l for 1, which the alphabet has not', () => {
    const other = checked('0110K2M9QXA4');
    const typed = `OlIO${other.slice(4)}`;
    expect(readCode(`my code is ${typed}`, [writing()])).toEqual({ kind: 'found', value: other });
  });
});

describe('other formats', () => {
  it.each([
    ['without a check character', '7K2M9QXA4RTV', writing({ checkCharacter: false })],
    ['of digits', '4711 0815 2342', writing({ alphabet: 'digits', checkCharacter: false })],
    ['with a prefix', 'TEA7K2M9QXA4RTV', writing({ prefix: 'TEA', checkCharacter: false })],
    [
      'of letters of both cases',
      'aB3dE6gH9jK2mN5pQ8rS',
      writing({ alphabet: 'mixed', length: 20, checkCharacter: false }),
    ],
  ])('%s', (_, typed, one) => {
    const wanted = canonical(typed, one.format.alphabet);
    expect(readCode(`来吧 use ${typed} now, friends`, [one])).toEqual({
      kind: 'found',
      value: wanted,
    });
  });

  it('a value that a person has chosen is found where nothing else is', () => {
    const one = writing({ length: 6, checkCharacter: false }, true);
    expect(readCode(' Spring-Tea-Party ', [one])).toEqual({
      kind: 'found',
      value: fold('SpringTeaParty'),
    });
    expect(readCode('we had a celebration yesterday', [one])).toMatchObject({ kind: 'none' });
  });

  it('a personal prefix is part of the value', () => {
    const own = checked('ANN7K2M9QXA4RTV');
    expect(readCode(`use ${own} please`, [writing({}, true)])).toEqual({
      kind: 'found',
      value: own,
    });
  });
});

test.each([
  '',
  'hello',
  '欢迎加入',
  'congratulations on your internationalisation',
  '2026-12-01',
  'x'.repeat(10_001),
])('nothing is found in %j', (text) => {
  expect(readCode(text, [writing()])).toEqual({ kind: 'none' });
});

test('of two codes in one text none is chosen', () => {
  const other = checked('0110K2M9QXA4');
  expect(readCode(`${value} or ${other}`, [writing()])).toEqual({
    kind: 'several',
    values: [value, other],
  });
});

test('a slip is pointed out by its place', () => {
  const swapped = value.slice(0, 2) + value.charAt(3) + value.charAt(2) + value.slice(4);
  const read = readCode(`邀请码 ${swapped}`, [writing()]);
  expect(read).toMatchObject({ kind: 'mistyped' });
  expect(read).toHaveProperty(
    'slips',
    expect.arrayContaining([{ kind: 'swapped', at: 3 }]) as unknown,
  );
});

describe('whatever the format and the code', () => {
  const formats = fc.record({
    alphabet: fc.constantFrom('digits' as const, 'unambiguous' as const),
    length: fc.integer({ min: 8, max: 24 }),
    prefix: fc.constantFrom('', 'T3', 'VIP8'),
    checkCharacter: fc.constant(true),
  });
  const made = formats
    .map((one) =>
      one.alphabet === 'digits' ? { ...one, prefix: one.prefix.replaceAll(/\D/g, '') } : one,
    )
    .chain((one) =>
      fc
        .array(fc.constantFrom(...Array.from(alphabets[one.alphabet])), {
          minLength: one.length,
          maxLength: one.length,
        })
        .map((own) => {
          const body = fold(one.prefix + own.join(''));
          return { format: one, value: body + (checkCharacterOf(one.alphabet, body) ?? '') };
        }),
    )
    .filter((one) => alphabets[one.format.alphabet].includes(one.value.at(-1) ?? ''));
  const around = fc.constantFrom('', '邀请码：', 'Join us with ', '【', '“', '你好呀 ');
  const behind = fc.constantFrom('', '，快来', ' - see you!', '】', '”', '。');
  const ways = fc.constantFrom(
    (text: string) => text,
    (text: string) => text.toLowerCase(),
    (text: string) => (text.match(/.{1,4}/g) ?? []).join('-'),
    (text: string) => (text.match(/.{1,4}/g) ?? []).join(' '),
    (text: string) => text.split('').join('\u200b'),
    (text: string) =>
      text.replaceAll(/./g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
    (text: string) => text.replaceAll('0', 'O').replaceAll('1', 'l'),
  );

  it('it is found, however it is written and whatever is around it', () => {
    fc.assert(
      fc.property(made, around, behind, ways, (one, before, after, way) => {
        const text = before + way(one.value) + after;
        const read = readCode(text, [{ format: one.format, isManual: false }]);
        // One time in thirty the word before a group, with the groups after it, has a check that fits.
        const values = read.kind === 'several' ? read.values : [read];
        expect(values).toContainEqual(
          read.kind === 'several' ? one.value : { kind: 'found', value: one.value },
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('one wrong character, or two swapped, is found by the check, and never taken for another code', () => {
    fc.assert(
      fc.property(made, fc.nat(), fc.nat(), fc.boolean(), (one, place, other, isSwap) => {
        const start = one.format.prefix.length;
        const at = start + (place % (one.value.length - start - 1));
        const letters = Array.from(one.value);
        const own = alphabets[one.format.alphabet];
        const [here = '', next = ''] = letters.slice(at);
        if (isSwap) letters.splice(at, 2, next, here);
        else
          letters[at] = own.charAt(
            (own.indexOf(here) + 1 + (other % (own.length - 1))) % own.length,
          );
        const typed = letters.join('');
        fc.pre(typed !== one.value);
        const isBlindSpot =
          isSwap && checkCharacterOf(one.format.alphabet, typed.slice(0, -1)) === typed.at(-1);
        fc.pre(!isBlindSpot);
        const read = readCode(typed, [{ format: one.format, isManual: false }]);
        expect(read).toMatchObject({ kind: 'mistyped' });
        if (isSwap) {
          expect(read).toHaveProperty(
            'slips',
            expect.arrayContaining([{ kind: 'swapped', at: at + 1 }]) as unknown,
          );
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
