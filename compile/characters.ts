import { say, type Said } from '../lang/say.ts';

/**
 * What no text of an author's has: control characters but for tabs and line breaks, byte order marks
 * inside, halves of surrogate pairs, and what turns the direction of writing around, so that people
 * read something else than is there.
 */
const strange = /[^\P{Cc}\t\n\r\u0085]|[\p{Cs}\ufeff\ufffe\uffff\u202a-\u202e\u2066-\u2069]/u;

/** What ends a line elsewhere and not in YAML, so that a file of it is one long first line. */
const strangeLineEnd = /\r(?!\n)|[\u0085\u2028\u2029]/u;

/** A character that is not taken, where it stands, and what would be right. */
export interface StrangeCharacter {
  readonly index: number;
  /** Such as `U+0007`. */
  readonly value: string;
  /** Left out where it is what is said of all strange characters. */
  readonly message?: Said;
  readonly expected: Said;
}

/** The first strange character of a file. */
export function strangeInFile(text: string): StrangeCharacter | undefined {
  const end = strangeLineEnd.exec(text);
  const other = strange.exec(text);
  if (end === null || (other !== null && other.index < end.index)) return strangeOf(other);
  const value = codePoint(end[0]);
  return {
    ...{ index: end.index, value },
    message: say`a line ends with ${value}, which ends none in YAML`,
    expected: say`line feeds (U+000A) at the ends of lines, with or without U+000D before`,
  };
}

/** The first strange character of a text in a file, which quotes can hold though the file does not: `"\e"`. */
export function strangeInText(text: string): StrangeCharacter | undefined {
  return strangeOf(strange.exec(text) ?? /[\u0085\u2028\u2029]/u.exec(text));
}

function strangeOf(match: RegExpExecArray | null): StrangeCharacter | undefined {
  if (match === null) return undefined;
  const value = codePoint(match[0]);
  return { index: match.index, value, expected: say`the same without ${value}` };
}

function codePoint(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
