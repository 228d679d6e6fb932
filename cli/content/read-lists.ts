import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

import type { Diagnostic } from '../../compile/diagnostic.ts';
import { joinWords, readWords } from '../../compile/words.ts';
import type { WordList } from '../../domain/content/words.ts';
import { say, type Language } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';
import { describeDiagnostic } from '../output/frame.ts';
import { readText } from '../read-text.ts';

/** Word lists as one, or all that is wrong with them. */
export type ReadLists =
  | { readonly ok: true; readonly list: WordList }
  | {
      readonly ok: false;
      readonly text: string;
      readonly diagnostics: readonly Diagnostic<string>[];
    };

/**
 * Reads word lists; of a folder, its files *.txt.
 * @throws WrongUse when one cannot be read
 */
export async function readLists(paths: readonly string[], language: Language): Promise<ReadLists> {
  const files = (await Promise.all(paths.map(listsAt))).flat();
  const read = await Promise.all(
    files.map(async (file) => {
      const text = await readText(file);
      return { text, words: readWords(text, file, language) };
    }),
  );
  const described = read.flatMap(({ text, words }) =>
    words.ok ? [] : words.diagnostics.map((one) => describeDiagnostic(one, text, language)),
  );
  const diagnostics = read.flatMap(({ words }) => (words.ok ? [] : words.diagnostics));
  if (diagnostics.length > 0) return { ok: false, text: described.join('\n\n'), diagnostics };
  return { ok: true, list: joinWords(read.flatMap(({ words }) => (words.ok ? [words.list] : []))) };
}

async function listsAt(path: string): Promise<string[]> {
  const about = await stat(path).catch(() => null);
  if (about?.isDirectory() !== true) return [path];
  const names = (await readdir(path)).filter((name) => name.endsWith('.txt'));
  if (names.length === 0) throw new WrongUse(say`There is no word list in ${path}: no file *.txt.`);
  return names.sort().map((name) => join(path, name));
}
