import type { CodeFormat } from './terms.ts';

/** An alphabet that ISO/IEC 7064 has a system for. */
export type CheckedAlphabet = Exclude<CodeFormat['alphabet'], 'mixed'>;

/** MOD 11,10 and MOD 37,36: the characters by their values. */
const systems: Readonly<Record<CheckedAlphabet, string>> = {
  digits: '0123456789',
  unambiguous: '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ',
};

/** Characters that are read or typed for each other. */
const lookAlikes: Readonly<Record<CheckedAlphabet, readonly string[]>> = {
  digits: ['17', '38', '56', '69', '08', '49'],
  unambiguous: ['8B', '5S', '2Z', '6G', '0D', '0Q', '17', 'VY', 'MN', 'VW', 'PR', 'EF', 'CG'],
};

/** One slip that would explain a check character that does not fit; places count from 1. */
export type Slip =
  | { readonly kind: 'swapped'; readonly at: number }
  | { readonly kind: 'mistaken'; readonly at: number; readonly by: string };

/**
 * The check character of a text by the hybrid system MOD M+1,M of ISO/IEC 7064:2003; undefined
 * where the text has a character of another alphabet. It catches every single wrong character,
 * and of swaps of two neighbours all but 2 in 90 (MOD 11,10) or 2 in 1260 (MOD 37,36).
 */
export function checkCharacterOf(alphabet: CheckedAlphabet, text: string): string | undefined {
  const characters = systems[alphabet];
  const modulus = characters.length;
  let carry = modulus;
  for (const character of text) {
    const value = characters.indexOf(character);
    if (value < 0) return undefined;
    carry = (2 * ((carry + value) % modulus || modulus)) % (modulus + 1);
  }
  return characters[(modulus + 1 - carry) % modulus];
}

/** Whether the last character of a value is the check character of those before it. */
export function isChecked(alphabet: CheckedAlphabet, value: string): boolean {
  return value.length > 1 && checkCharacterOf(alphabet, value.slice(0, -1)) === value.at(-1);
}

/**
 * The slips of one hand that would explain a value whose check character does not fit: neighbours
 * swapped, then look-alikes. It looks at the value alone, so it tells nobody which codes exist.
 */
export function likelySlips(alphabet: CheckedAlphabet, value: string): readonly Slip[] {
  const explains = (meant: string): boolean => isChecked(alphabet, meant);
  const characters = Array.from(value);
  const swaps = characters.flatMap((character, index): Slip[] => {
    const next = characters[index + 1];
    if (next === undefined || next === character) return [];
    const meant = value.slice(0, index) + next + character + value.slice(index + 2);
    return explains(meant) ? [{ kind: 'swapped', at: index + 1 }] : [];
  });
  const mistakes = characters.flatMap((character, index): Slip[] =>
    othersLike(alphabet, character)
      .filter((by) => explains(value.slice(0, index) + by + value.slice(index + 1)))
      .map((by) => ({ kind: 'mistaken', at: index + 1, by })),
  );
  return [...swaps, ...mistakes];
}

/** What may have been mistyped, in one sentence. */
export function slipText(slips: readonly Slip[]): string {
  const [first] = slips;
  if (first === undefined) return 'a character is wrong';
  const { at } = first;
  return first.kind === 'swapped'
    ? `characters ${at} and ${at + 1} may be swapped`
    : `character ${at} may be ${first.by}`;
}

function othersLike(alphabet: CheckedAlphabet, character: string): string[] {
  return lookAlikes[alphabet]
    .filter((pair) => pair.includes(character))
    .map((pair) => pair.replace(character, ''));
}
