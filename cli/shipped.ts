import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The path of a file that Usher ships: they lie beside the sources, and beside `dist/`. */
export function shippedPath(path: string): string {
  const here = import.meta.url;
  return fileURLToPath(new URL((here.includes('/dist/cli/') ? '../../' : '../') + path, here));
}

/** Reads a file that Usher ships. */
export async function readShipped(path: string): Promise<string> {
  return readFile(shippedPath(path), 'utf8');
}

/** The risk policies that Usher ships, in `rules/policies`. */
export const shippedPolicies = ['none', 'default', 'reviewed', 'strict', 'livestream'] as const;
