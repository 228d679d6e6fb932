/** What a word is held against. */
export const wordCategories = ['sensitive', 'inducing', 'contact', 'impersonation'] as const;
export type WordCategory = (typeof wordCategories)[number];

/** `hold`: a code whose wording has it is pending until revised. `note`: it is only told. */
export const wordSeverities = ['hold', 'note'] as const;
export type WordSeverity = (typeof wordSeverities)[number];

/** A word that is looked for, or several that stand together. */
export interface ListedWord {
  readonly word: string;
  readonly category: WordCategory;
  readonly severity: WordSeverity;
}

/** What is looked for in texts, and the phrases within which it is harmless. */
export interface WordList {
  readonly words: readonly ListedWord[];
  readonly allowed: readonly string[];
}

/** A listed word in a text. Positions are UTF-16 indices, never inside of a character; `end` is exclusive. */
export interface WordFinding extends ListedWord {
  readonly start: number;
  readonly end: number;
}

/** What the holder of a code is told: where, and what of. The word as it is listed stays with operations. */
export type HolderFinding = Pick<WordFinding, 'start' | 'end' | 'category'>;

/** What was found in a wording, and by which version of the word list. */
export interface Screening {
  /** Findings that hold the code back. */
  readonly hits: number;
  readonly findings: readonly WordFinding[];
  /** Digest of the word list. */
  readonly words: string;
}

/** Most findings of which holders and operations are told the places; all are counted. */
const findingsMax = 20;

/** What of a screening its holder may see. */
export function forHolder({ findings }: Pick<Screening, 'findings'>): readonly HolderFinding[] {
  return findings
    .slice(0, findingsMax)
    .map(({ start, end, category }) => ({ start, end, category }));
}
