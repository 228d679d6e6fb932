import { alphabets } from '../campaign/alphabet.ts';
import {
  isChecked,
  likelySlips,
  type CheckedAlphabet,
  type Slip,
} from '../campaign/check-character.ts';
import type { CodeFormat } from '../campaign/terms.ts';
import { canonical } from './fold.ts';
import { piecesOf, spansOf, type Piece, type Span } from './pieces.ts';

/** What a text was found to say. */
export type CodeRead =
  | { readonly kind: 'found'; readonly value: string }
  /** Nothing in it looks like a code. */
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly values: readonly string[] }
  /** One thing looks like a code, and its check character does not fit. Places count from 1. */
  | { readonly kind: 'mistyped'; readonly slips: readonly Slip[] };

/** Longer texts are not looked through. */
const textMax = 10_000;

const candidatesMax = 200;

/** Up to so many characters of their own may people have in front of the random part. */
const personalMax = 12;

/** How codes of a campaign are written. */
export interface Writing {
  readonly format: CodeFormat;
  /** Whether people may have a value of their own, or one that begins with their own prefix. */
  readonly isManual: boolean;
}

interface Candidate extends Span {
  readonly value: string;
  /**
   * 4: its check character fits, and it is written as codes are. 3: only the first. 2: only the
   * second, of a format without. 1: it could be one. 0: the check character does not fit.
   */
  readonly trust: 0 | 1 | 2 | 3 | 4;
  readonly slips: readonly Slip[];
}

/**
 * Finds the code in a text that somebody has typed or pasted, by how codes may be written. It looks at
 * the text alone, and so it cannot tell anybody which codes exist.
 */
export function readCode(text: string, writings: readonly Writing[]): CodeRead {
  if (text.length > textMax) return { kind: 'none' };
  const pieces = piecesOf(text);
  const all = distinctOf(writings).flatMap((writing) => candidatesOf(pieces, writing));
  const best = Math.max(...all.map(({ trust }) => trust), 0);
  const [first, ...others] = apart(all.filter(({ trust }) => trust === best));
  if (first === undefined) return { kind: 'none' };
  if (best === 0) return { kind: 'mistyped', slips: first.slips };
  const distinct = [...new Set([first, ...others].map(({ value }) => value))];
  if (distinct.length === 1) return { kind: 'found', value: first.value };
  // Guesses that contradict each other are none.
  return best === 1 ? { kind: 'none' } : { kind: 'several', values: distinct };
}

/** Many campaigns write their codes alike. */
function distinctOf(writings: readonly Writing[]): readonly Writing[] {
  const byForm = new Map(
    writings.map(({ format, isManual }) => [
      JSON.stringify([format, isManual]),
      { format, isManual },
    ]),
  );
  return [...byForm.values()];
}

/** Those that do not share words with one that looks more like a code. */
function apart(candidates: readonly Candidate[]): readonly Candidate[] {
  const kept: Candidate[] = [];
  // Whoever pastes more than that has pasted no invitation.
  for (const one of [...candidates].sort(bestFirst).slice(0, candidatesMax)) {
    const isCovered = kept.some(
      (other) => one.from < other.to && other.from < one.to && bestFirst(other, one) < 0,
    );
    if (!isCovered) kept.push(one);
  }
  return kept;
}

function bestFirst(one: Span, other: Span): number {
  return other.shape - one.shape || other.text.length - one.text.length;
}

function candidatesOf(pieces: readonly Piece[], { format, isManual }: Writing): Candidate[] {
  const usual = format.prefix.length + format.length + (hasCheck(format) ? 1 : 0);
  const lengths = Array.from({ length: isManual ? personalMax + 1 : 1 }, (_, more) => usual + more);
  return spansOf(pieces, new Set(lengths)).flatMap((span) => {
    const isAlone = span.from === 0 && span.to === pieces.length;
    const read =
      span.text.length === usual ? readUsual(span, format) : readPersonal(span, format, isAlone);
    // Words of a sentence fit by chance.
    const isGuess = read?.trust === 1 || read?.trust === 3;
    if (read === undefined || (isGuess && span.shape === 0 && !isAlone)) return [];
    return [{ ...span, ...read, trust: isAlone && read.trust === 1 ? 2 : read.trust }];
  });
}

type CheckedFormat = CodeFormat & { readonly alphabet: CheckedAlphabet };

function hasCheck(format: CodeFormat): format is CheckedFormat {
  return format.checkCharacter && format.alphabet !== 'mixed';
}

type Read = Pick<Candidate, 'value' | 'trust' | 'slips'>;

/** What a stretch is that is as long as values of this format are. */
function readUsual(span: Span, format: CodeFormat): Read | undefined {
  const value = valueOf(span, format);
  if (value === undefined) return undefined;
  const isMade = looksMade(span);
  if (!hasCheck(format)) {
    return isOfAlphabet(value, format) ? { value, trust: isMade ? 2 : 1, slips: [] } : undefined;
  }
  const { alphabet } = format;
  if (isOfAlphabet(value, format) && isChecked(alphabet, value)) {
    return { value, trust: isMade ? 4 : 3, slips: [] };
  }
  return isMade ? { value, trust: 0, slips: likelySlips(alphabet, value) } : undefined;
}

/** What a longer one is: a chosen word that stands by itself, or a personal prefix and a check that fits. */
function readPersonal(span: Span, format: CodeFormat, isAlone: boolean): Read | undefined {
  const value = valueOf(span, format);
  if (value === undefined || span.shape < 2) return undefined;
  if (hasCheck(format) && looksMade(span) && isChecked(format.alphabet, value)) {
    return { value, trust: 4, slips: [] };
  }
  return isAlone ? { value, trust: 2, slips: [] } : undefined;
}

function valueOf({ text }: Span, { alphabet, prefix }: CodeFormat): string | undefined {
  const value = canonical(text, alphabet);
  return value.startsWith(canonical(prefix, alphabet)) ? value : undefined;
}

function isOfAlphabet(value: string, { alphabet, prefix }: CodeFormat): boolean {
  const own = Array.from(value.slice(prefix.length));
  return own.every((character) => alphabets[alphabet].includes(character));
}

/** Whether it is written as codes are, and no word: together or in groups, with digits or in capitals. */
function looksMade({ text, shape }: Span): boolean {
  const isWritten = /[0-9]/.test(text) || text === text.toUpperCase() || /[a-z][A-Z]/.test(text);
  return shape > 0 && isWritten;
}
