import { classOf, standsFor } from './likenesses.ts';
import { endsSentence, gaps, unitsOf, type Units } from './units.ts';

/** A listed word as it is compared with texts. */
export interface Pattern {
  readonly codes: readonly number[];
  /** Whether a blank stands before each, so that one may stand there in a text. */
  readonly free: readonly boolean[];
  /** Whether its ends are those of words: where its script writes words apart. */
  readonly wordAtStart: boolean;
  readonly wordAtEnd: boolean;
}

/** The pattern of a word, or undefined for one without letters or digits. */
export function patternOf(word: string): Pattern | undefined {
  const { codes: written, before } = unitsOf(word.toLowerCase());
  const [first, last] = [written[0], written.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return {
    codes: written,
    free: before.map((gap) => gap !== 0),
    wordAtStart: isSpelled(first),
    wordAtEnd: isSpelled(last),
  };
}

/** What texts and words are looked up by: a run of the same is one symbol. */
export function symbolsOf(codes: readonly number[]): {
  readonly symbols: readonly number[];
  /** Where each run begins; one more for the end. */
  readonly runs: readonly number[];
} {
  const symbols: number[] = [];
  const runs: number[] = [];
  for (const [at, code] of codes.entries()) {
    const symbol = classOf(code);
    if (symbol === symbols.at(-1)) continue;
    symbols.push(symbol);
    runs.push(at);
  }
  runs.push(codes.length);
  return { symbols, runs };
}

/**
 * Whether the pattern stands in the text from unit `from`, and where it ends: the last of the units in
 * `[from, until)` at which it may. What was looked up by runs and classes is compared here letter by
 * letter, with the letters repeated, and with what stands between them.
 */
export function endOf(
  pattern: Pattern,
  { units, from, until }: { readonly units: Units; readonly from: number; readonly until: number },
): number | undefined {
  const { codes, wordAtStart } = pattern;
  if (wordAtStart && isInsideWord(units, from)) return undefined;
  const between = new Between(pattern);
  let place = -1;
  let end: number | undefined;
  for (let at = from; at < until; at += 1) {
    const to = nextPlace(pattern, place, units.codes[at] ?? 0);
    if (to === undefined) return end;
    place = to;
    if (at > from) between.add(units.before[at] ?? 0, pattern.free[place] === true);
    if (place === codes.length - 1 && between.isFit && isEnd(pattern, units, at)) end = at;
  }
  return end;
}

/** The place in the pattern after one more letter: the next, or the same where it is repeated. */
function nextPlace({ codes }: Pattern, place: number, code: number): number | undefined {
  if (isWrittenFor(code, codes[place + 1])) return place + 1;
  return isWrittenFor(code, codes[place]) ? place : undefined;
}

/** What stands between the letters of a word, all in all. */
class Between {
  private readonly spelled: boolean;
  private readonly isShort: boolean;
  private filled = 0;
  private empty = 0;
  private spaced = false;
  private stopped = false;

  constructor({ codes, wordAtStart, wordAtEnd }: Pattern) {
    this.spelled = wordAtStart || wordAtEnd;
    this.isShort = codes.length < 3;
  }

  add(gap: number, isFree: boolean): void {
    if (endsSentence(gap)) this.stopped = true;
    if (isFree) return;
    if (gap === 0) this.empty += 1;
    else this.filled += 1;
    if (gap !== 0 && (gap & gaps.space) !== 0) this.spaced = true;
  }

  /**
   * Every letter set apart is a disguise, whatever is between them. Some of them set apart is one
   * where nothing is between that honest texts have there: the end of a word or of a sentence.
   */
  get isFit(): boolean {
    const allApart = this.filled > 0 && this.empty === 0;
    if (this.stopped) return allApart && !this.isShort;
    return allApart || !this.spelled || !this.spaced;
  }
}

function isEnd({ wordAtEnd }: Pattern, units: Units, at: number): boolean {
  return !wordAtEnd || !isInsideWord(units, at + 1);
}

/** Whether the letters before and at `at` belong to one word. */
function isInsideWord({ codes, before }: Units, at: number): boolean {
  const [one, next] = [codes[at - 1], codes[at]];
  if (one === undefined || next === undefined || before[at] !== 0) return false;
  return isSpelled(one) && isSpelled(next);
}

function isWrittenFor(code: number, letter: number | undefined): boolean {
  if (letter === undefined) return false;
  return code === letter || standsFor.get(code)?.includes(letter) === true;
}

const letter = /^\p{L}$/u;
/** Where the scripts of East Asia begin, which do not. */
const unspelledFrom = 0x2e80;

/** Whether a letter is of a script that writes words apart. */
function isSpelled(code: number): boolean {
  if (code < 128) return (code | 32) >= 97 && (code | 32) <= 122;
  return code < unspelledFrom && letter.test(String.fromCodePoint(code));
}
