import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkCharacterOf,
  isChecked,
  likelySlips,
  slipText,
  type CheckedAlphabet,
} from '../../domain/campaign/check-character.ts';
import { generateValue, slipsIn } from '../../store/keys/value.ts';

/** All characters of a system, and how many swaps of neighbours it misses in each state. */
const systems = {
  digits: { characters: '0123456789', missed: 2, of: 90 },
  unambiguous: { characters: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ', missed: 2, of: 1260 },
} as const;
const alphabets = Object.keys(systems) as CheckedAlphabet[];

function valueOf(alphabet: CheckedAlphabet): fc.Arbitrary<string> {
  const characters = systems[alphabet].characters.split('');
  return fc
    .array(fc.constantFrom(...characters), { minLength: 4, maxLength: 24 })
    .map((body) => body.join(''))
    .map((body) => body + (checkCharacterOf(alphabet, body) ?? ''));
}

function swapped(value: string, at: number): string {
  return value.slice(0, at) + (value[at + 1] ?? '') + (value[at] ?? '') + value.slice(at + 2);
}

test('the examples of the standard and its users', () => {
  // The worked example of ISO/IEC 7064 for MOD 11,10.
  expect(checkCharacterOf('digits', '0794')).toBe('5');
  // GRid Standard 2.1: A1-2425GABC1234002-M.
  expect(checkCharacterOf('unambiguous', 'A12425GABC1234002')).toBe('M');
  expect(isChecked('unambiguous', 'A12425GABC1234002M')).toBe(true);
  expect(checkCharacterOf('digits', '12X')).toBeUndefined();
  expect(isChecked('digits', '5')).toBe(false);
});

describe.each(alphabets)('%s', (alphabet) => {
  const { characters, missed, of } = systems[alphabet];

  test('every single wrong character is caught, in every place, by every other character', () => {
    fc.assert(
      fc.property(valueOf(alphabet), (value) => {
        for (let at = 0; at < value.length; at += 1) {
          for (const other of characters) {
            if (other === value[at]) continue;
            expect(isChecked(alphabet, value.slice(0, at) + other + value.slice(at + 1))).toBe(
              false,
            );
          }
        }
      }),
    );
  });

  test(`of swaps of two neighbours exactly ${missed} in ${of} are missed in each state`, () => {
    // A first character leads into each of the states in which the rest begins.
    for (const first of characters) {
      let found = 0;
      let pairs = 0;
      for (const a of characters) {
        for (const b of characters) {
          if (a === b) continue;
          pairs += 1;
          const check = (text: string): string | undefined => checkCharacterOf(alphabet, text);
          found += Number(check(first + a + b) === check(first + b + a));
        }
      }
      expect({ found, pairs }).toEqual({ found: missed, pairs: of });
    }
  });

  test('a swap that is caught is among the slips that are pointed out', () => {
    fc.assert(
      fc.property(valueOf(alphabet), fc.nat(), (value, seed) => {
        const at = seed % (value.length - 1);
        const typed = swapped(value, at);
        fc.pre(!isChecked(alphabet, typed));
        expect(likelySlips(alphabet, typed)).toContainEqual({ kind: 'swapped', at: at + 1 });
      }),
    );
  });

  test('what is issued can be typed, carries its check character, and says what was mistyped', () => {
    const format = { alphabet, length: 12, prefix: '', checkCharacter: true };
    for (let round = 0; round < 300; round += 1) {
      const value = generateValue(format);
      expect(value).toHaveLength(13);
      expect(value).not.toMatch(/[ILOUa-z]/);
      expect(isChecked(alphabet, value)).toBe(true);
      expect(slipsIn(` ${value.slice(0, 4)}-${value.slice(4).toLowerCase()}`, format)).toBe(
        undefined,
      );
      const wrong = value[3] === '1' ? '2' : '1';
      expect(slipsIn(value.slice(0, 3) + wrong + value.slice(4), format)).toBeDefined();
    }
    expect(slipsIn('SPRING', format)).toBeUndefined();
    expect(slipsIn('?'.repeat(13), format)).toBeUndefined();
    expect(slipsIn('1'.repeat(13), { ...format, checkCharacter: false })).toBeUndefined();
  });
});

test('slips are told in one sentence, a swap before a look-alike', () => {
  expect(slipText([])).toBe('a character is wrong');
  expect(slipText([{ kind: 'mistaken', at: 4, by: 'B' }])).toBe('character 4 may be B');
  expect(
    slipText([
      { kind: 'swapped', at: 3 },
      { kind: 'mistaken', at: 4, by: 'B' },
    ]),
  ).toBe('characters 3 and 4 may be swapped');
});
