import { dirname, resolve } from 'node:path';

import { compilePolicy } from '../../compile/policy.ts';
import { instant } from '../../domain/time.ts';
import { say, type Language, type Said } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';
import { policiesLying } from '../find-policy.ts';
import { treeUnder } from '../read-text.ts';
import {
  kindOf,
  lintRead,
  readNamed,
  withoutSameIds,
  type ReadFile,
  type SourceFile,
} from '../source-file.ts';

/** What could be read of all that was named, and what could not. */
export interface ReadSources {
  readonly files: readonly SourceFile[];
  /** Why, for each that could not. */
  readonly unread: readonly Said[];
}

/**
 * Reads and lints files, and all campaigns and policies under folders, each once. What cannot be read
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
  // One after the other: a folder may have more files than may be open at once.
  const distinct = new Map<string, string>();
  for (const path of paths) {
    for (const each of await attempt(sourcesAt(path, unread))) distinct.set(resolve(each), each);
  }
  const read: ReadFile[] = [];
  for (const path of distinct.values()) {
    read.push(...(await attempt(readNamed(path).then((own) => [own]))));
  }
  const given = read.flatMap(policyIn);
  const now = instant(Date.now());
  const lyingBeside = new Map<string, readonly string[]>();
  const files: SourceFile[] = [];
  for (const own of read) {
    const folder = dirname(own.file);
    const lying = lyingBeside.get(folder) ?? (await policiesLying(own.file));
    lyingBeside.set(folder, lying);
    const linted = lintRead(own, language, { now, policies: { given, lying } });
    files.push(...(await attempt(linted.then((file) => [file]))));
  }
  return { files: withoutSameIds(files, language), unread: sorted(unread) };
}

/** Whatever came first. */
function sorted(errors: readonly WrongUse[]): readonly Said[] {
  return errors
    .toSorted((one, other) => (one.message < other.message ? -1 : 1))
    .map(({ said }) => said);
}

/** The id of the policy that a file is; none of what is another kind, or cannot be compiled. */
function policyIn({ file, text }: ReadFile): string[] {
  if (kindOf(file, text) !== 'RiskPolicy') return [];
  const compiled = compilePolicy(text);
  return compiled.ok ? [compiled.policy.id] : [];
}

/** A file itself; of a folder, and of those in it, the YAML files but for tests, which `usher test` plays. */
async function sourcesAt(path: string, unread: WrongUse[]): Promise<string[]> {
  const before = unread.length;
  const tree = await treeUnder(path, (error) => unread.push(error));
  if (tree === undefined) return [path];
  const own = tree.files.filter((file) => /[.]ya?ml$/.test(file) && !/[.]test[.]ya?ml$/.test(file));
  if (own.length > 0 || unread.length > before) return own;
  throw new WrongUse(
    say`Nothing to lint in ${path}: the folder has no campaign, no file *.yaml, nor have the folders in it.`,
  );
}
