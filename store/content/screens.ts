import { screenOf, type Screen } from '../../domain/content/screen.ts';
import type { Db } from '../query.ts';
import { loadWords } from './word-lists.ts';

/** The word list in force, made ready to search, without asking the database every time. */
export type Screens = (db: Db) => Promise<Screen>;

/** A new list is used within this time. */
const maxAgeMs = 2_000;

/** Screens with nothing in them yet. */
export function createScreens(): Screens {
  let known: { readonly digest: string; readonly screen: Screen; until: number } | undefined;
  return async (db) => {
    const until = performance.now() + maxAgeMs;
    if (known !== undefined && performance.now() < known.until) return known.screen;
    const { digest, words } = await loadWords(db);
    if (known?.digest === digest) known.until = until;
    else known = { digest, screen: screenOf(words, digest), until };
    return known.screen;
  };
}
