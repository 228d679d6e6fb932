import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

/** Where a project lies in its repository; folders are told from its root, with slashes. */
export interface Project {
  /** The folder that has `campaigns`; empty where it is the root. */
  readonly folder: string;
  /** The folder whose `package.json` is nearest above; empty where it is the root. */
  readonly packageFolder: string;
}

/** Looks for the repository that a folder, which need not be there yet, belongs to. */
export function projectAt(directory: string): Project {
  const folder = resolve(directory);
  const root = nearestWith('.git', folder) ?? folder;
  const home = nearestWith('package.json', folder) ?? root;
  const isInside = home === root || home.startsWith(root + sep);
  return { folder: from(root, folder), packageFolder: isInside ? from(root, home) : '' };
}

/** The path from a project's folder to its repository's root. */
export function wayToRoot({ folder }: Project): string {
  return folder === '' ? '' : '../'.repeat(folder.split('/').length);
}

function nearestWith(name: string, folder: string): string | undefined {
  if (existsSync(join(folder, name))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : nearestWith(name, above);
}

function from(root: string, folder: string): string {
  return relative(root, folder).replaceAll(sep, '/');
}
