import { givingWay } from './alternatives.ts';
import { partOf, type Origin, type Written } from './origin.ts';

type Parts = readonly (readonly [string | number, Written])[];

/**
 * Puts one value over another, both under the key `name`: mappings key by key, `rewards` by their
 * ids, everything else as a whole. `null` takes away what is below; where nothing is, it stays, and
 * the schema objects to it. What excludes something that is said above gives way to it.
 */
export function merge(below: Written, above: Written, name = ''): Written {
  return isRecord(below.value) && isRecord(above.value) ? mergeKeys(below, above, name) : above;
}

function mergeKeys(below: Written, above: Written, name: string): Written {
  const over = keysOf(above);
  const gone = givingWay(
    name,
    over.filter((key) => partOf(above, key).value !== null),
  );
  const under = keysOf(below).filter((key) => over.includes(key) || !gone.has(key));
  const kept = under.map((key): [string, Written] => {
    const [lower, upper] = [partOf(below, key), partOf(above, key)];
    if (!over.includes(key)) return [key, lower];
    return [key, key === 'rewards' ? mergeItems(lower, upper) : merge(lower, upper, key)];
  });
  const fresh = over.filter((key) => !under.includes(key));
  const parts: Parts = [
    ...kept.filter(([, { value }]) => value !== null),
    ...fresh.map((key): [string, Written] => [key, partOf(above, key)]),
  ];
  const value = Object.fromEntries(parts.map(([key, part]) => [key, part.value]));
  return { value, origin: originOf(above, parts) };
}

/** Items of the same id are merged, others come after; an empty list leaves nothing. */
function mergeItems(below: Written, above: Written): Written {
  const [under, over] = [itemsOf(below), itemsOf(above)];
  if (under === undefined || over === undefined || over.length === 0) return above;
  const used = new Set<Written>();
  const kept = under.map((lower) => {
    const id = idOf(lower);
    const upper = over.find((item) => id !== undefined && idOf(item) === id && !used.has(item));
    if (upper === undefined) return lower;
    used.add(upper);
    return merge(lower, upper, 'rewards');
  });
  const items = [...kept, ...over.filter((item) => !used.has(item))];
  const value = items.map((item) => item.value);
  return { value, origin: originOf(above, [...items.entries()]) };
}

function originOf(above: Written, parts: Parts): Origin {
  return { ...above.origin, parts: new Map(parts.map(([key, { origin }]) => [key, origin])) };
}

function keysOf({ value }: Written): readonly string[] {
  return Object.keys(value ?? {});
}

function itemsOf(list: Written): readonly Written[] | undefined {
  return Array.isArray(list.value) ? list.value.map((_, index) => partOf(list, index)) : undefined;
}

function idOf({ value }: Written): unknown {
  return isRecord(value) && typeof value['id'] === 'string' ? value['id'] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
