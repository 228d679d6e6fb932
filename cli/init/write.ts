import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { say, type Said } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';
import type { NewFile } from './files.ts';
import { mergeSettings } from './merge.ts';

/**
 * What becomes of a file: it is new, there is another, there is the same, it takes the place of an
 * author's, or what is there is brought up to date.
 */
export type Fate = 'new' | 'kept' | 'same' | 'overwritten' | 'updated';

/** A file, and what becomes of it. */
export interface Placed {
  readonly file: NewFile;
  readonly fate: Fate;
}

/**
 * Looks what is there already. Nothing is written.
 * @throws WrongUse when a file cannot be there
 */
export async function place(
  directory: string,
  files: readonly NewFile[],
  force: boolean,
): Promise<readonly Placed[]> {
  return Promise.all(
    files.map(async (file) => {
      const present = await read(join(directory, file.path));
      return present === undefined ? { file, fate: 'new' } : placeOver(present, file, force);
    }),
  );
}

function placeOver(present: string, file: NewFile, force: boolean): Placed {
  if (present === file.text) return { file, fate: 'same' };
  if (file.for === 'schema') return { file, fate: 'updated' };
  if (file.for !== 'settings') return { file, fate: force ? 'overwritten' : 'kept' };
  const text = mergeSettings(present, file.text);
  if (text === undefined) return { file, fate: 'kept' };
  return text === present ? { file, fate: 'same' } : { file: { ...file, text }, fate: 'updated' };
}

/**
 * Writes what is new, and what takes the place of another file.
 * @throws WrongUse when that is not allowed
 */
export async function write(directory: string, placed: readonly Placed[]): Promise<void> {
  for (const { file, fate } of placed) {
    if (fate === 'kept' || fate === 'same') continue;
    const path = join(directory, file.path);
    await told(path, async () => {
      await mkdir(dirname(path), { recursive: true });
      // Somebody may have written it since it was looked for.
      await writeFile(path, file.text, { flag: fate === 'new' ? 'wx' : 'w' });
    });
  }
}

async function read(path: string): Promise<string | undefined> {
  return told(path, async () => {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}

const reasons: Readonly<Record<string, Said>> = {
  EACCES: say`it may not be read or written`,
  EEXIST: say`something is there already`,
  EISDIR: say`a folder is there`,
  ENOSPC: say`the disk is full`,
  ENOTDIR: say`a file is where a folder should be`,
  EPERM: say`it may not be read or written`,
  EROFS: say`the disk takes no changes`,
};

async function told<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const why = reasons[codeOf(error)];
    if (why === undefined) throw error;
    throw new WrongUse(say`Cannot write ${path}: ${why}.`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
