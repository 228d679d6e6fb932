import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { joinWords, readWords } from '../compile/words.ts';
import { canonicalJson, digestOf } from '../compile/normal-form.ts';

/** The shipped word lists as a module: what reads no files knows them too. */
export function shippedWords(): string {
  const lists = ['zh', 'en'].map((name) => {
    const path = `rules/words/${name}.txt`;
    const text = readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
    const read = readWords(text, path);
    if (!read.ok) throw new Error(JSON.stringify(read.diagnostics, null, 2));
    return read.list;
  });
  const list = joinWords(lists);
  return [
    '// Made of rules/words by scripts/generate.ts.',
    "import type { WordList } from './words.ts';",
    '',
    '/** The word lists that Usher ships. */',
    `export const shippedList: WordList = ${JSON.stringify(list)};`,
    '',
    '/** The digest of the shipped word lists. */',
    `export const shippedDigest = '${digestOf(canonicalJson(list))}';`,
    '',
  ].join('\n');
}
