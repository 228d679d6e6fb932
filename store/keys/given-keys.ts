import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { generateKeyRing, parseKeyRing, type KeyRing } from './key-ring.ts';

type Read = ReturnType<typeof parseKeyRing>;

/**
 * A key ring from two lists `id:base64,id:base64`, as they come from the environment: peppers and
 * sealing keys under the same ids. The first id is the current one; the rest are former keys, the oldest last. The ring has the oldest
 * first, as one to which keys are added: people are known by it.
 */
export function readKeyLists(peppers: string, sealingKeys: string): Read {
  const sealing = new Map(pairs(sealingKeys));
  const found = pairs(peppers);
  const ids = new Set(found.map(([id]) => id));
  const alone = [...sealing.keys()].filter((id) => !ids.has(id));
  if (alone.length > 0)
    return { ok: false, problems: alone.map((id) => `key ${id} has no pepper`) };
  const keys = found.map(([id, pepper]) => ({ id, pepper, sealing: sealing.get(id) }));
  return parseKeyRing(JSON.stringify({ current: found[0]?.[0], keys: keys.reverse() }));
}

/** What is wrong with the form of lists of keys, by the names of the lists; an empty list is none. */
export function unfitKeyLists(lists: Readonly<Record<string, string>>): string[] {
  return Object.entries(lists)
    .filter(([, list]) => list !== '' && !pairs(list).every(isKey))
    .map(
      ([name]) => `${name} is not id:base64 of 32 bytes, or several of these with commas between`,
    );
}

/** The ring kept in a file of this machine, made when there is none: for a sandbox only. */
export async function localKeyRing(file: string): Promise<KeyRing> {
  await mkdir(dirname(file), { recursive: true });
  // Of two processes that start together, both use what the first one wrote.
  await writeFile(file, generateKeyRing('local-1'), { flag: 'wx', mode: 0o600 }).catch(
    (error: unknown) => {
      if (!isExisting(error)) throw error;
    },
  );
  const read = parseKeyRing(await readFile(file, 'utf8'));
  if (!read.ok) throw new Error(`${file}: ${read.problems.join('; ')}`);
  return read.ring;
}

function pairs(list: string): (readonly [string, string])[] {
  return list.split(',').map((entry) => {
    const [id = '', ...rest] = entry.trim().split(':');
    return [id, rest.join(':')];
  });
}

function isKey([id, key]: readonly [string, string]): boolean {
  return id !== '' && Buffer.from(key, 'base64').length === 32;
}

function isExisting(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
