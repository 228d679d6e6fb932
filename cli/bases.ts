import { existsSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, posix, relative, resolve } from 'node:path';

import { say, type Said } from '../lang/say.ts';
import { followBases, type Base, type ReadBase } from '../compile/extend/follow.ts';
import { Unreadable } from './exit.ts';

/** Reads a file's text. @throws Unreadable, which says why it cannot be read */
export type ReadText = (path: string) => Promise<string>;

interface Own {
  readonly file: string;
  readonly text: string;
}

/** Reads what a file on disk extends. Nothing outside the repository, or the folder here, is read. */
export async function basesOnDisk(own: Own, readText: ReadText): Promise<readonly Base[]> {
  const root = rootOf(resolve(own.file));
  return followBases(own, async (from, named) => {
    const unfit = unfitPath(named, isAbsolute(named));
    if (unfit !== undefined) return { file: named, ok: false, why: unfit };
    const path = join(dirname(resolve(from)), named);
    const file = relative('.', path) || '.';
    const outside = { file, ok: false, why: say`it lies outside the repository` } as const;
    if (!isInside(path, root)) return outside;
    const real = await realpath(path).catch(() => path);
    if (!isInside(real, await realpath(root))) return outside;
    return readBase(file, () => readText(path));
  });
}

/** Reads what a file of a Git revision extends, as that revision has it. */
export async function basesInGit(
  own: Own & { readonly revision: string },
  readText: ReadText,
): Promise<readonly Base[]> {
  const prefix = `${own.revision}:`;
  return followBases(own, async (from, named) => {
    const unfit = unfitPath(named, posix.isAbsolute(named));
    if (unfit !== undefined) return { file: named, ok: false, why: unfit };
    const path = from.slice(prefix.length);
    const joined = posix.join(posix.dirname(path), named);
    // Git takes a path that begins with a dot from the folder here, and any other from the top.
    const isFromHere = /^[.]{1,2}\//.test(path);
    const file = prefix + (isFromHere && !joined.startsWith('../') ? `./${joined}` : joined);
    if (!isFromHere && joined.startsWith('../')) {
      return { file, ok: false, why: say`it lies outside the repository` };
    }
    return readBase(file, () => readText(file.slice(prefix.length)));
  });
}

/** Why what a file names can be no path from it. */
function unfitPath(named: string, isAbsolute: boolean): Said | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(named)) return say`it is an address, not a path`;
  return isAbsolute ? say`its path is not from the file that extends it` : undefined;
}

async function readBase(
  file: string,
  read: () => Promise<string>,
): Promise<Awaited<ReturnType<ReadBase>>> {
  try {
    return { file, ok: true, text: await read() };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { file, ok: false, why: error.why };
  }
}

/** The folder of the repository that a file is in; without one, the folder here, or the file's own. */
function rootOf(path: string): string {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder;
    if (folder === dirname(folder)) break;
  }
  return isInside(path, process.cwd()) ? process.cwd() : dirname(path);
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way.split(/[\\/]/)[0] !== '..';
}
