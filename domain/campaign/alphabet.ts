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
