import { createHash } from 'node:crypto';
import type pg from 'pg';

import { shippedDigest, shippedList } from '../../domain/content/shipped.ts';
import type { WordList } from '../../domain/content/words.ts';
import { withTransaction } from '../pool.ts';
import { query, queryOne, type Db } from '../query.ts';

/** One version of the words that are looked for. */
export interface WordListVersion {
  readonly digest: string;
  readonly words: WordList;
}

/**
 * Makes a list the one that wordings are held against from now on. Codes that are out are not looked
 * through again. `changed` is false where it is in force already.
 */
export async function publishWords(
  pool: pg.Pool,
  words: WordList,
  by: string,
): Promise<{ readonly digest: string; readonly changed: boolean }> {
  const digest = createHash('sha256').update(JSON.stringify(words)).digest('hex');
  return withTransaction(pool, async (db) => {
    await query(db, `SELECT pg_advisory_xact_lock(hashtextextended('words', 0))`);
    if ((await loadWords(db)).digest === digest) return { digest, changed: false };
    await query(db, 'UPDATE word_list SET current = false WHERE current');
    await query(
      db,
      `INSERT INTO word_list (digest, words, published_by, current) VALUES ($1, $2, $3, true)
       ON CONFLICT (digest) DO UPDATE SET current = true`,
      [digest, words, by],
    );
    return { digest, changed: true };
  });
}

/** The list in force: the one that was published last, or those that Usher ships. */
export async function loadWords(db: Db): Promise<WordListVersion> {
  const text = 'SELECT digest, words FROM word_list WHERE current';
  const row = await queryOne<{ digest: string; words: WordList }>(db, { name: 'load-words', text });
  return row ?? { digest: shippedDigest, words: shippedList };
}
