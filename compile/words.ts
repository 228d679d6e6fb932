import { patternOf } from '../domain/content/pattern.ts';
import {
  wordCategories,
  wordSeverities,
  type ListedWord,
  type WordCategory,
  type WordList,
  type WordSeverity,
} from '../domain/content/words.ts';
import { asIs, say, type Language, type Said } from '../lang/say.ts';
import { textOf } from '../lang/text.ts';
import type { Diagnostic } from './diagnostic.ts';
import { choice } from './nearest.ts';

/** Longest word, in UTF-16 units. */
const wordMax = 60;
/** Most words of one file. */
const wordsMax = 20_000;

export type ReadWords =
  | { readonly ok: true; readonly list: WordList }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic<string>[] };

type Section =
  { readonly category: WordCategory; readonly severity: WordSeverity } | 'allowed' | 'unknown';

interface Mistake {
  readonly code: 'WORD_SECTION_UNKNOWN' | 'WORD_WITHOUT_SECTION' | 'WORD_UNFIT' | 'WORD_TWICE';
  readonly message: Said;
  readonly expected: Said;
  readonly meant?: string;
}

/** What has been read of a file so far. */
interface Reading {
  section: Section | null;
  readonly words: ListedWord[];
  readonly allowed: string[];
  /** Lines of the words so far, by the letters that are looked for. */
  readonly lines: Map<string, number>;
}

/** Stands in a line for each of the numbers below, so that `to <number> groups` is many words. */
const anyNumber = '<number>';
const digits = [2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30, 50].map(String);
/** One is left out: whoever shares with one friend is pressed by nobody. */
const numbers = {
  han: [...digits, ...'二 两 三 四 五 六 七 八 九 十'.split(' ')],
  other: [...digits, ...'two three four five six seven eight nine ten'.split(' ')],
} as const;

/**
 * Reads a file of words: one a line, below `[category]`, `[category note]` or `[allowed]`; `<number>` stands
 * for the numbers from two on, in digits and in words; what begins with `#` is a remark. Says all that is wrong with it, by line and column. Never throws.
 */
export function readWords(text: string, file: string, language: Language = 'en'): ReadWords {
  const reading: Reading = { section: null, words: [], allowed: [], lines: new Map() };
  const diagnostics: Diagnostic<string>[] = [];
  for (const [index, whole] of text
    .replace(/^\ufeff/, '')
    .split('\n')
    .entries()) {
    const value = whole.trim();
    if (value === '' || value.startsWith('#')) continue;
    const [mistake] = spelledOut(value).flatMap((one) => readLine(reading, one, index + 1) ?? []);
    if (mistake === undefined) continue;
    diagnostics.push({
      ...{ code: mistake.code, severity: 'error', file, path: '', value: value.slice(0, 60) },
      ...{ line: index + 1, column: whole.length - whole.trimStart().length + 1 },
      message: textOf(mistake.message, language),
      expected: textOf(mistake.expected, language),
      ...(mistake.meant === undefined ? {} : { meant: mistake.meant }),
    });
  }
  const { words, allowed } = reading;
  return diagnostics.length > 0
    ? { ok: false, diagnostics }
    : { ok: true, list: { words, allowed } };
}

/** Several files as one list. A word that two of them have is held against what the first says. */
export function joinWords(lists: readonly WordList[]): WordList {
  const words = new Map<string, ListedWord>();
  for (const one of lists.flatMap((list) => list.words)) {
    if (!words.has(one.word)) words.set(one.word, one);
  }
  const allowed = new Set(lists.flatMap((list) => list.allowed));
  return { words: [...words.values()], allowed: [...allowed] };
}

function spelledOut(value: string): readonly string[] {
  if (!value.includes(anyNumber)) return [value];
  const all = /\p{Script=Han}/u.test(value) ? numbers.han : numbers.other;
  return all.map((number) => value.replace(anyNumber, number));
}

function readLine(reading: Reading, value: string, line: number): Mistake | null {
  const head = /^\[([^\]]*)\]$/.exec(value)?.[1];
  if (head !== undefined) return readSection(reading, head);
  if (reading.section === null) {
    return {
      code: 'WORD_WITHOUT_SECTION',
      message: say`nothing says what "${value}" is held against`,
      expected: asIs('[sensitive]'),
    };
  }
  return readWord(reading, value, line);
}

function readSection(reading: Reading, head: string): Mistake | null {
  const [name = '', severity = 'hold', ...more] = head.trim().split(/\s+/);
  const known = wordCategories.find((one) => one === name);
  const how = wordSeverities.find((one) => one === severity);
  const fits = more.length === 0 && how !== undefined;
  if (head.trim() === 'allowed') reading.section = 'allowed';
  else if (known !== undefined && fits) reading.section = { category: known, severity: how };
  else {
    reading.section = 'unknown';
    const wanted =
      known === undefined
        ? choice(name, [...wordCategories, 'allowed'])
        : choice(severity, wordSeverities);
    return { code: 'WORD_SECTION_UNKNOWN', message: say`there is no section [${head}]`, ...wanted };
  }
  return null;
}

function readWord(reading: Reading, value: string, line: number): Mistake | null {
  const { section, words, allowed, lines } = reading;
  const letters = patternOf(value)?.codes ?? [];
  if (letters.length < 2 || value.length > wordMax || lines.size >= wordsMax) {
    return {
      code: 'WORD_UNFIT',
      message: say`"${value}" cannot be looked for`,
      expected: say`a word of 2 letters or digits at least and ${wordMax} characters at most; no more than ${wordsMax} in a file`,
    };
  }
  const key = String.fromCodePoint(...letters);
  const before = lines.get(key);
  if (before !== undefined) {
    return {
      code: 'WORD_TWICE',
      message: say`"${value}" stands in line ${before} already`,
      expected: say`each word once`,
    };
  }
  lines.set(key, line);
  if (section === 'allowed') allowed.push(value);
  else if (section !== null && section !== 'unknown') words.push({ word: value, ...section });
  return null;
}
