import type { CodeFormat } from './terms.ts';

/**
 * The characters of the random part. `unambiguous` is Crockford's base 32: without I, L, O and U,
 * so that what is read out or typed can be folded (case; O to 0; I and L to 1).
 */
export const alphabets: Readonly<Record<CodeFormat['alphabet'], string>> = {
  digits: '0123456789',
  unambiguous: '0123456789ABCDEFGHJKMNPQRSTVWXYZ',
  mixed: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
};

/** How many random characters a code has when its campaign does not say. */
export const defaultLength: Readonly<Record<CodeFormat['alphabet'], number>> = {
  digits: 12,
  unambiguous: 12,
  mixed: 20,
};

/**
 * How many values a format can have. A check character follows from the others and adds none; of
 * the 36 that it may be, 4 are not typed (I, L, O and U), and values with them are not made.
 */
export function codeSpace({ alphabet, length, checkCharacter }: CodeFormat): number {
  const space = alphabets[alphabet].length ** length;
  return checkCharacter && alphabet === 'unambiguous' ? space * (32 / 36) : space;
}
