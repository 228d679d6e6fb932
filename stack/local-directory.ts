import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `.local/`, where everything made on this machine lives; the same from source and from `dist/`. An
 * installed package has it in the project that it is used in: an installation is thrown away at any time.
 */
export function localDirectory(
  own = dirname(fileURLToPath(import.meta.url)),
  here = process.cwd(),
): string {
  const isInstalled = own.split(sep).includes('node_modules');
  const project = isInstalled ? (above(here, '.git') ?? here) : above(own, 'package.json');
  return join(project ?? here, '.local');
}

/** Makes `.local/`, which has keys and a password in it and so stays out of Git. */
export async function makeLocalDirectory(directory = localDirectory()): Promise<void> {
  await mkdir(directory, { recursive: true });
  const file = join(directory, '.gitignore');
  if (!existsSync(file)) await writeFile(file, '*\n');
}

/** The nearest folder, from this one up, that has something of this name. */
function above(from: string, name: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
