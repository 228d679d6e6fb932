import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { say, type Language, type Said } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';
import { readSourceFile, withoutSameIds, type SourceFile } from '../source-file.ts';

/** What could be read of all that was named, and what could not. */
export interface ReadSources {
  readonly files: readonly SourceFile[];
  /** Why, for each that could not. */
  readonly unread: readonly Said[];
}

/**
 * Reads and lints files, and all campaigns and policies of folders, each once. What cannot be read
 * keeps nothing else from being read.
 */
export async function readSources(
  paths: readonly string[],
  language: Language,
): Promise<ReadSources> {
  const unread: WrongUse[] = [];
  const attempt = async <Read>(read: Promise<Read[]>): Promise<Read[]> => {
    try {
      return await read;
    } catch (error) {
      if (!(error instanceof WrongUse)) throw error;
      unread.push(error);
      return [];
    }
  };
  const named = await Promise.all(paths.map((path) => attempt(sourcesAt(path))));
  const distinct = new Map(named.flat().map((path) => [resolve(path), path]));
  const read = async (path: string): Promise<SourceFile[]> => [
    await readSourceFile(path, language),
  ];
  const files = await Promise.all([...distinct.values()].map((path) => attempt(read(path))));
  return { files: withoutSameIds(files.flat(), language), unread: sorted(unread) };
}

/** Whatever came first. */
function sorted(errors: readonly WrongUse[]): readonly Said[] {
  return errors
    .toSorted((one, other) => (one.message < other.message ? -1 : 1))
    .map(({ said }) => said);
}

/** A file itself; of a folder its YAML files but for tests, which `usher test` plays. */
async function sourcesAt(path: string): Promise<string[]> {
  const about = await stat(path).catch(() => null);
  if (about?.isDirectory() !== true) return [path];
  const names = await readdir(path);
  const own = names.filter((name) => /[.]ya?ml$/.test(name) && !/[.]test[.]ya?ml$/.test(name));
  if (own.length > 0) return own.sort().map((name) => join(path, name));
  throw new WrongUse(say`Nothing to lint in ${path}: the folder has no campaign, no file *.yaml.`);
}
