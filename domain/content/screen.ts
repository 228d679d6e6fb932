import { automatonOf } from './automaton.ts';
import { endOf, patternOf, symbolsOf, type Pattern } from './pattern.ts';
import { unitsOf, type Units } from './units.ts';
import type { ListedWord, Screening, WordFinding, WordList } from './words.ts';

/** Looks for listed words in texts. */
export interface Screen {
  /** All findings in their order, none inside of another. Linear in the text's length. */
  readonly find: (text: string) => readonly WordFinding[];
  /** The same, as what decides about a wording. */
  readonly screen: (text: string) => Screening;
}

/** From how many places in a run of the same letter a word is tried. */
const startsMax = 8;

interface Sought {
  readonly pattern: Pattern;
  readonly runs: number;
  readonly symbols: readonly number[];
  /** Null for a phrase within which words are harmless. */
  readonly listed: ListedWord | null;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Makes a screen of a word list with the digest by which the list is known. Words are found through
 * width, case, marks, what is invisible, traditional characters, letters and digits that look alike,
 * letters that are repeated, and what is put between them; English ones as whole words only.
 */
export function screenOf({ words, allowed }: WordList, digest: string): Screen {
  const sought = [
    ...words.map((listed) => soughtOf(listed.word, listed)),
    ...allowed.map((phrase) => soughtOf(phrase, null)),
  ].filter((one) => one !== undefined);
  const automaton = automatonOf(sought.map(({ symbols }) => symbols));
  const find = (text: string): readonly WordFinding[] => {
    const units = unitsOf(text);
    const { symbols, runs } = symbolsOf(units.codes);
    const found: WordFinding[] = [];
    const harmless: Span[] = [];
    automaton.run(symbols, (word, at) => {
      const one = sought[word];
      if (one === undefined) return;
      const span = spanOf(
        one,
        units,
        runs.slice(at - one.runs + 1, at - one.runs + 3),
        runs[at + 1],
      );
      if (span === undefined) return;
      if (one.listed === null) harmless.push(span);
      else found.push({ ...span, ...one.listed });
    });
    return outermost(harmful(inOrder(found), harmless));
  };
  return {
    find,
    screen: (text) => {
      const findings = find(text);
      const hits = findings.filter(({ severity }) => severity === 'hold').length;
      return { hits, findings, words: digest };
    },
  };
}

function soughtOf(word: string, listed: ListedWord | null): Sought | undefined {
  const pattern = patternOf(word);
  if (pattern === undefined) return undefined;
  const { symbols } = symbolsOf(pattern.codes);
  return { pattern, symbols, runs: symbols.length, listed };
}

/** Where a word stands of which the symbols were found: from the first place in its first run that fits. */
function spanOf(
  { pattern }: Sought,
  units: Units,
  [first = 0, second = first + 1]: readonly number[],
  until = units.codes.length,
): Span | undefined {
  const most = Math.min(second, first + startsMax);
  for (let from = first; from < most; from += 1) {
    const last = endOf(pattern, { units, from, until });
    if (last === undefined) continue;
    return { start: units.starts[from] ?? 0, end: units.ends[last] ?? 0 };
  }
  return undefined;
}

/** Without those that stand inside of a harmless phrase. */
function harmful(found: readonly WordFinding[], harmless: readonly Span[]): WordFinding[] {
  const spans = harmless.toSorted((a, b) => a.start - b.start).values();
  let next = spans.next();
  let reached = -1;
  return found.filter(({ start, end }) => {
    for (; next.done !== true && next.value.start <= start; next = spans.next()) {
      reached = Math.max(reached, next.value.end);
    }
    return end > reached;
  });
}

/** In their order, the longest first of those that begin together. */
function inOrder(found: readonly WordFinding[]): WordFinding[] {
  return found.toSorted((a, b) => a.start - b.start || b.end - a.end);
}

function outermost(found: readonly WordFinding[]): readonly WordFinding[] {
  let reached = -1;
  return found.filter(({ end }) => {
    if (end <= reached) return false;
    reached = end;
    return true;
  });
}
