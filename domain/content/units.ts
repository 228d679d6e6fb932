import { plainOf, standsFor } from './likenesses.ts';

/** What stands between two units: nothing that is seen, or any of these together. */
export const gaps = { space: 1, sign: 2, dot: 4, stop: 8 } as const;

/** The letters and digits of a text in plain form, side by side in arrays: a text may have many. */
export interface Units {
  /** Code points: simplified, small, without width or marks. */
  readonly codes: readonly number[];
  /** Of the text: UTF-16 indices. Two units of one ligature have the same. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** What stands before each: a sum of `gaps`. */
  readonly before: readonly number[];
}

const letterOrDigit = /^[\p{L}\p{N}]$/u;
/** What is drawn into, or onto, the character before; and what is not drawn at all. */
const unseen = /^[\p{M}\p{Default_Ignorable_Code_Point}\p{Cc}]$/u;
const isStop = new Set(Array.from('\n，。！？；：、,!?;:'));
const isSpace = /^\s$/u;

/** Takes a text apart. Linear in its length. */
export function unitsOf(text: string): Units {
  const codes: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const before: number[] = [];
  let gap = 0;
  let at = 0;
  for (const character of text) {
    const end = at + character.length;
    const { plain, leaves } = formOf(character);
    for (const code of plain) {
      codes.push(code);
      starts.push(at);
      ends.push(end);
      before.push(gap);
      gap = 0;
    }
    gap |= leaves;
    // What is not seen belongs to the character before it, so that no finding ends between the two.
    if (plain.length === 0 && leaves === 0 && ends.at(-1) === at) ends[ends.length - 1] = end;
    at = end;
  }
  return { codes, starts, ends, before };
}

/** What a character is to the search. */
interface Form {
  /** Letters and digits that it stands for: several for a ligature, none for a sign. */
  readonly plain: readonly number[];
  /** The gap that it leaves, of a sign. */
  readonly leaves: number;
}

const forms = new Map<string, Form>();
/** Of characters whose form is kept: as many as are in use anywhere near. */
const formsMax = 20_000;

function formOf(character: string): Form {
  const known = forms.get(character);
  if (known !== undefined) return known;
  const plain = plainCodes(character);
  const form = { plain, leaves: plain.length === 0 ? gapOf(character) : 0 };
  if (forms.size < formsMax) forms.set(character, form);
  return form;
}

function plainCodes(character: string): number[] {
  return Array.from(character.normalize('NFKD')).flatMap((one) => {
    if (unseen.test(one)) return [];
    const written = one === 'I' ? one : plainOf(one.toLowerCase());
    const code = written.codePointAt(0) ?? 0;
    return letterOrDigit.test(written) || standsFor.has(code) ? [code] : [];
  });
}

function gapOf(character: string): number {
  if (character === '\n') return gaps.stop;
  if (isSpace.test(character)) return gaps.space;
  if (unseen.test(character)) return 0;
  const plain = character.normalize('NFKC');
  if (isStop.has(character) || isStop.has(plain)) return gaps.stop;
  return plain === '.' ? gaps.dot : gaps.sign;
}

/** Whether a gap ends what is said: a stop, or a dot with a space. */
export function endsSentence(gap: number): boolean {
  const dotted = gaps.dot | gaps.space;
  return (gap & gaps.stop) !== 0 || (gap & dotted) === dotted;
}
