import { formatDuration } from '../../domain/time.ts';
import type { Terms } from '../../domain/campaign/terms.ts';

/** One value that is not the same in two versions; undefined where one has none. */
export interface TermsDifference {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Where two versions differ, by path. A list item is named by its id where it has one. */
export function differencesOf(before: Terms, after: Terms): TermsDifference[] {
  const [old, fresh] = [flat(before), flat(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return paths
    .map((path) => ({ path, before: old.get(path), after: fresh.get(path) }))
    .filter((one) => one.before !== one.after);
}

/** A difference in a line: `rewards.red-packet.schedule.minor: 100 -> 200`. */
export function describeDifference({ path, before, after }: TermsDifference): string {
  return `${path}: ${before ?? '(nothing)'} -> ${after ?? '(nothing)'}`;
}

function flat(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) {
    into.set(path, leaf(path, value));
    return into;
  }
  for (const [name, part] of Object.entries(value) as [string, unknown][]) {
    const step = Array.isArray(value) ? nameOf(part, name) : name;
    flat(part, path === '' ? step : `${path}.${step}`, into);
  }
  return into;
}

function leaf(path: string, value: unknown): string {
  if (typeof value === 'number' && /(?:^|[.])ms$|Ms$/.test(path)) return formatDuration(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function nameOf(part: unknown, index: string): string {
  const id =
    typeof part === 'object' && part !== null && 'id' in part && typeof part.id === 'string';
  return id ? (part as { id: string }).id : index;
}
