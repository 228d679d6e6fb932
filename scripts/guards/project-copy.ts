import { cp, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

import type { Guard } from './guard.ts';

/** Made by others, or too much to copy; nothing in them is a guard. */
const left = new Set(['.git', '.local', 'coverage', 'dist', 'node_modules']);

/** A copy of the project to break: its packages are the project's own, through a link. */
export async function copyProject(root: string, into: string): Promise<string> {
  const copy = await mkdtemp(join(into, 'copy-'));
  const filter = (source: string): boolean => !left.has(relative(root, source));
  await cp(root, copy, { recursive: true, filter });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/**
 * Takes a guard away in a copy, and returns what puts it back. Throws where its text is not there, or
 * not once.
 */
export async function takeAway(copy: string, { name, take }: Guard): Promise<() => Promise<void>> {
  const path = join(copy, take.file);
  const source = await readFile(path, 'utf8');
  const times = source.split(take.text).length - 1;
  if (times !== 1) throw new Error(`${name}: ${take.file} has its text ${String(times)} times`);
  await writeFile(
    path,
    source.replace(take.text, () => take.instead),
  );
  return () => writeFile(path, source);
}
