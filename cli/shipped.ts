import { readFile } from 'node:fs/promises';

/** Shipped files lie beside the sources, and beside `dist/`. */
function place(path: string): URL {
  const here = import.meta.url;
  return new URL((here.includes('/dist/cli/') ? '../../' : '../') + path, here);
}

/** Reads a file that Usher ships. */
export async function readShipped(path: string): Promise<string> {
  return readFile(place(path), 'utf8');
}
