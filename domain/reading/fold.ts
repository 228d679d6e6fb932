import type { CodeFormat } from '../campaign/terms.ts';

const spacesAndDashes = /[\s\p{Pd}\u00ad\u200b-\u200d\u2060\ufeff]/gu;

/** A typed value without spaces, dashes and what is not seen, in half width. */
export function compact(text: string): string {
  return text.normalize('NFKC').replaceAll(spacesAndDashes, '');
}

/** The same, with case and look-alikes put aside as well: for alphabets that have only one of them. */
export function fold(text: string): string {
  return compact(text).toUpperCase().replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

/** A value as those of this alphabet are compared. */
export function canonical(value: string, alphabet: CodeFormat['alphabet']): string {
  return alphabet === 'mixed' ? compact(value) : fold(value);
}
