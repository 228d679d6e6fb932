import { createReadStream } from 'node:fs';
import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { say, type Said } from '../lang/say.ts';
import { Unreadable, WrongUse } from './exit.ts';

/** Of a file; far more than the compiler takes, which says so. */
const readMax = 1_048_576;

/**
 * The text of a file, up to one mebibyte of it. A pipe may never end, and a device never begin, so
 * that neither is opened.
 * @throws WrongUse when it cannot be read
 */
export async function readText(path: string): Promise<string> {
  return orWrongUse(path, async () => {
    const about = await stat(path);
    if (about.isDirectory()) throw new Unreadable(path, say`it is a folder; name the files in it`);
    if (!about.isFile())
      throw new Unreadable(path, say`it is no file, but a pipe, a socket or a device`);
    return (await buffer(createReadStream(path, { end: readMax }))).toString('utf8');
  });
}

/**
 * The names in a folder, sorted; undefined where it is none.
 * @throws WrongUse when it cannot be read
 */
export async function namesIn(path: string): Promise<readonly string[] | undefined> {
  return orWrongUse(path, async () => {
    const about = await stat(path);
    return about.isDirectory() ? (await readdir(path)).sort() : undefined;
  });
}

/** What is in a folder and in the folders within it, by path and sorted; `folders` begins with the folder itself. */
export interface Tree {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/**
 * What is under a folder; undefined where it is none. What begins with a dot, `node_modules` and links to folders are
 * left out. A folder within that cannot be read is told, and thrown unless somebody listens.
 * @throws WrongUse when the folder cannot be read
 */
export async function treeUnder(
  path: string,
  tell: (error: WrongUse) => void = rethrow,
): Promise<Tree | undefined> {
  const names = await namesIn(path);
  if (names === undefined) return undefined;
  const tree = { files: [] as string[], folders: [path] };
  for (const name of names.filter(isLookedAt)) {
    const inner = join(path, name);
    const { files, folders } = (await treeWithin(inner, tell)) ?? { files: [inner], folders: [] };
    tree.files.push(...files);
    tree.folders.push(...folders);
  }
  return tree;
}

/** The tree of a folder in another; undefined of what is no folder, or a link to one. */
async function treeWithin(
  inner: string,
  tell: (error: WrongUse) => void,
): Promise<Tree | undefined> {
  const about = await lstat(inner).catch(() => null);
  if (about?.isDirectory() !== true) return undefined;
  try {
    return await treeUnder(inner, tell);
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    tell(error);
    return { files: [], folders: [] };
  }
}

/** Whether a file or folder of that name is looked at in a folder that was named. */
export function isLookedAt(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

function rethrow(error: WrongUse): never {
  throw error;
}

/** What the system says of a path, by the names of its errors; each is something to mend there. */
const reasons: Readonly<Record<string, Said>> = {
  ENOENT: say`there is no such file`,
  ENOTDIR: say`there is no such file: a part of its path is no folder`,
  EACCES: say`it may not be read`,
  EPERM: say`it may not be read`,
  ELOOP: say`its links lead in a circle`,
  ENAMETOOLONG: say`its name is too long`,
  EMFILE: say`too many files are open`,
  ENFILE: say`too many files are open`,
  EIO: say`the disk does not give it`,
};

async function orWrongUse<Read>(path: string, read: () => Promise<Read>): Promise<Read> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error;
    const code = String(error.code);
    throw new Unreadable(path, reasons[code] ?? say`the system says ${code}`);
  }
}
