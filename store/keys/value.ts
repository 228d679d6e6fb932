import { randomInt } from 'node:crypto';

import {
  checkCharacterOf,
  isChecked,
  likelySlips,
  type Slip,
} from '../../domain/campaign/check-character.ts';
import type { CodeFormat } from '../../domain/campaign/terms.ts';
import { canonical, compact, fold } from '../../domain/reading/fold.ts';
import type { CodeId } from '../../domain/ids.ts';
import { blindIndexes, seal, type BlindIndex, type KeyRing } from './key-ring.ts';

const digits = '0123456789';
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Of what the random part is made. `unambiguous` is Crockford's base 32. */
export const alphabets = {
  digits,
  unambiguous: digits + capitals.replaceAll(/[ILOU]/g, ''),
  mixed: digits + capitals + capitals.toLowerCase(),
} as const satisfies Record<CodeFormat['alphabet'], string>;

/** No code is longer; whatever is, is not looked up. */
const inputMax = 128;
/** Of a value that a person has chosen. */
const chosenMax = 64;

/** A code's value, ready to be stored. The value itself goes to the holder and nowhere else. */
export interface MintedValue {
  readonly value: string;
  readonly keyId: string;
  readonly index: Buffer;
  readonly sealed: Buffer;
  /** The same value under former keys, under which it must not be taken either. */
  readonly former: readonly BlindIndex[];
}

/** Makes a value for a code; called again when the value turns out to be taken. */
export type Mint = (code: CodeId) => MintedValue;

/**
 * A new value: the prefix, then characters of which each is equally likely, then the check
 * character where the format has one. A value whose check character is none of the alphabet's own
 * (I, L, O or U) is thrown away, so that what people type can still be folded.
 */
export function generateValue(format: CodeFormat): string {
  const alphabet = alphabets[format.alphabet];
  for (;;) {
    let value = format.prefix;
    for (let at = 0; at < format.length; at += 1)
      value += alphabet.charAt(randomInt(alphabet.length));
    if (!format.checkCharacter || format.alphabet === 'mixed') return value;
    const check = checkCharacterOf(format.alphabet, fold(value));
    if (check !== undefined && alphabet.includes(check)) return value + check;
  }
}

/** Generates a value for a code and makes its index and its sealed form. */
export function mintValue(ring: KeyRing, format: CodeFormat, code: CodeId): MintedValue {
  return sealValue(ring, format, { code, value: generateValue(format) });
}

/** As `mintValue`, of a value that is given. */
export function sealValue(
  ring: KeyRing,
  format: CodeFormat,
  { code, value }: { readonly code: CodeId; readonly value: string },
): MintedValue {
  const [current, ...former] = blindIndexes(ring, 'code', canonical(value, format.alphabet));
  const { keyId, sealed } = seal(ring, code, value);
  return { value, keyId, sealed, index: current?.index ?? Buffer.alloc(0), former };
}

/**
 * Whether a value that a person has chosen can be typed like any other code of this format, and is as
 * long as one behind the prefix, so that it is no easier to guess by trying all. It is a
 * word, and needs no check character.
 */
export function fitsFormat(value: string, { alphabet, length, prefix }: CodeFormat): boolean {
  if (value.length > chosenMax || !value.startsWith(prefix)) return false;
  const own = value.slice(prefix.length).replaceAll('-', '');
  return own.length >= length && (alphabet === 'digits' ? /^[0-9]+$/ : /^[0-9A-Za-z]+$/).test(own);
}

/** Whether a person may have this in front of the random part of their values. */
export function isPersonalPrefix(text: string, { alphabet }: CodeFormat): boolean {
  return (alphabet === 'digits' ? /^[0-9]{1,12}$/ : /^[0-9A-Za-z]{1,12}$/).test(text);
}

/** A format whose values begin with the holder's own prefix, behind the campaign's. */
export function withPersonalPrefix(format: CodeFormat, personalPrefix: string): CodeFormat {
  return { ...format, prefix: format.prefix + personalPrefix };
}

/**
 * What was probably mistyped, where a text has the form of a code of this format and its check
 * character does not fit; undefined where it may be right, or is no code of this format at all.
 */
export function slipsIn(text: string, format: CodeFormat): readonly Slip[] | undefined {
  const { alphabet, prefix, length, checkCharacter } = format;
  if (!checkCharacter || alphabet === 'mixed' || text.length > inputMax) return undefined;
  const value = fold(text);
  const isOfFormat = value.length === prefix.length + length + 1 && value.startsWith(fold(prefix));
  if (!isOfFormat || isChecked(alphabet, value)) return undefined;
  return checkCharacterOf(alphabet, value) === undefined ? undefined : likelySlips(alphabet, value);
}

/**
 * What a typed or pasted text may stand for, most exact first: spaces, dashes and full width are
 * put aside; then, unless the alphabet tells small letters from capitals, case and look-alikes
 * too. Without a format both are tried. Empty when the text is too long to be a code.
 */
export function normaliseInput(text: string, format: CodeFormat | null = null): readonly string[] {
  if (text.length > inputMax) return [];
  const candidates =
    format === null ? [compact(text), fold(text)] : [canonical(text, format.alphabet)];
  return [...new Set(candidates)].filter((candidate) => candidate !== '');
}

/** Indexes under which a typed code may be found, best first. */
export function lookupIndexes(
  ring: KeyRing,
  text: string,
  format: CodeFormat | null = null,
): readonly BlindIndex[] {
  return normaliseInput(text, format).flatMap((value) => blindIndexes(ring, 'code', value));
}
