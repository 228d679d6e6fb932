import { statSync, watch } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

import { isLookedAt, type Tree } from '../read-text.ts';

/** Editors write a file in several steps; what comes within this is one change. */
const quietMs = 100;

/** Resolves when one of the files has changed, or a YAML file or another folder has in one of the folders. */
export async function changesOf({ files, folders }: Tree): Promise<void> {
  const watched = new Set(files.map((file) => resolve(file)));
  const open = new Set(folders.map((folder) => resolve(folder)));
  const isOurs = (path: string): boolean =>
    watched.has(path) || (open.has(dirname(path)) && isNews(path));
  const places = new Set([...open, ...[...watched].map((file) => dirname(file))]);
  const watchers: { close: () => void }[] = [];
  await new Promise<void>((settle) => {
    let quiet: NodeJS.Timeout | undefined;
    for (const place of places) {
      // A folder, since editors put a new file in the place of the old one.
      const watcher = watch(place, (_, name) => {
        if (name === null || !isOurs(join(place, name))) return;
        clearTimeout(quiet);
        quiet = setTimeout(settle, quietMs);
      });
      watchers.push(watcher);
    }
  });
  for (const watcher of watchers) watcher.close();
}

/** Whether it may bring a test, or what a test names. */
function isNews(path: string): boolean {
  if (!isLookedAt(basename(path))) return false;
  return (
    /[.]ya?ml$/.test(path) || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  );
}
