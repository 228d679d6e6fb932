import { isDeepStrictEqual } from 'node:util';

type Entries = Readonly<Record<string, unknown>>;

/**
 * Settings of an editor with what is wanted put into them; the same text where nothing is missing.
 * Undefined where they are not plain JSON: what they say in comments must not get lost.
 */
export function mergeSettings(present: string, wanted: string): string | undefined {
  const there = read(present);
  const missing = read(wanted);
  if (there === undefined || missing === undefined) return undefined;
  const merged = mergeEntries(there, missing);
  if (isDeepStrictEqual(merged, there)) return present;
  const [indent = '  '] = /(?<=^\{\r?\n)[ \t]+/.exec(present) ?? [];
  return `${JSON.stringify(merged, null, indent)}\n`;
}

function read(text: string): Entries | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isEntries(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isEntries(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function mergeEntries(there: Entries, wanted: Entries): Entries {
  const merged = Object.entries(wanted).map(([key, value]) => [key, merge(there[key], value)]);
  const kept = Object.entries(there).filter(
    ([key, value]) => key in wanted || !isInPlaceOf(value, wanted),
  );
  return { ...Object.fromEntries(kept), ...Object.fromEntries(merged) } as Entries;
}

/** Another schema for the very same files, such as one in another language: both would speak at once. */
function isInPlaceOf(value: unknown, wanted: Entries): boolean {
  return Object.values(wanted).some(
    (one) => Array.isArray(one) && Array.isArray(value) && isDeepStrictEqual(one, value),
  );
}

function merge(there: unknown, wanted: unknown): unknown {
  if (isEntries(there) && isEntries(wanted)) return mergeEntries(there, wanted);
  if (isList(there) && isList(wanted)) return [...new Set([...there, ...wanted])];
  return wanted;
}
