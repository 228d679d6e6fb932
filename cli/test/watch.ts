import { watch } from 'node:fs';
import { dirname, join } from 'node:path';

/** Editors write a file in several steps; what comes within this is one change. */
const quietMs = 100;

/** Resolves when one of the files has changed, or a test was added to one of the folders. */
export async function changesOf(
  files: readonly string[],
  folders: readonly string[],
): Promise<void> {
  const watched = new Set(files);
  const places = new Set([...files.map((file) => dirname(file))]);
  const isOurs = (path: string): boolean =>
    watched.has(path) || (folders.includes(dirname(path)) && /[.]test[.]ya?ml$/.test(path));
  const watchers: { close: () => void }[] = [];
  await new Promise<void>((resolve) => {
    let quiet: NodeJS.Timeout | undefined;
    for (const place of places) {
      // A folder, since editors put a new file in the place of the old one.
      const watcher = watch(place, (_, name) => {
        if (name === null || !isOurs(join(place, name))) return;
        clearTimeout(quiet);
        quiet = setTimeout(resolve, quietMs);
      });
      watchers.push(watcher);
    }
  });
  for (const watcher of watchers) watcher.close();
}
