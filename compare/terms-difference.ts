import type { LimitTerms, SharedLimitTerms } from '../domain/campaign/terms.ts';
import { weekdays } from '../domain/campaign/schema/weekdays.ts';
import { formatDuration } from '../domain/time.ts';
import { writtenPath } from './written-path.ts';

/** One value that is not the same in two versions; undefined where one has none. */
export interface TermsDifference {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Where two versions differ, by path. A list item is named by what it is where that is known. */
export function differencesOf(before: object, after: object): TermsDifference[] {
  const [old, fresh] = [flat(before), flat(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return paths
    .map((path) => ({ path, before: old.get(path), after: fresh.get(path) }))
    .filter((one) => one.before !== one.after);
}

/** What a limit counts, as no other beside it does: `amount-per-person-every-day`, `count-per-campaign-of-CNY/2`. */
export function limitName({ of, every, unit, asset = null }: AnyLimit): string {
  const subject = of.kind === 'scope' ? of.scope : of.kind === 'channel' ? of.kind : of.name;
  const stretch = every === null ? '' : `-every-${every}`;
  return `${unit}-per-${subject}${stretch}${asset === null ? '' : `-of-${asset}`}`;
}

/** Of one reward, or of rewards that share it. */
type AnyLimit = LimitTerms & Partial<Pick<SharedLimitTerms, 'asset'>>;

function isLimit(part: object): part is AnyLimit {
  return 'unit' in part && 'of' in part && 'every' in part;
}

/** A difference in a line: `rewards.red-packet.amount: 1.00 CNY -> 2.00 CNY`, `code.channels: tv added`. */
export function describeDifference(one: TermsDifference): string {
  const { path, before, after } = one;
  if (isItem(one)) {
    return `${writtenPath(listOf(one))}: ${before ?? after ?? ''} ${after === undefined ? 'taken out' : 'added'}`;
  }
  return `${writtenPath(path)}: ${before ?? '(nothing)'} -> ${after ?? '(nothing)'}`;
}

/** What of a list of names, whose order means nothing, is in one version only. */
export function isItem({ path, before, after }: TermsDifference): boolean {
  const only = before === undefined ? after : after === undefined ? before : undefined;
  return only !== undefined && path.endsWith(`.${only}`);
}

/** The path of the list that an item is in. */
export function listOf({ path, before, after }: TermsDifference): string {
  return path.slice(0, -`.${before ?? after ?? ''}`.length);
}

function flat(value: unknown, path = '', into = new Map<string, string>()): Map<string, string> {
  if (typeof value !== 'object' || value === null) {
    into.set(path, leaf(path, value));
    return into;
  }
  for (const [name, part] of Object.entries(value) as [string, unknown][]) {
    const at = path === '' ? name : `${path}.${name}`;
    if (!Array.isArray(part)) flat(part, at, into);
    else if ('inOrder' in value) inOrder(part, at, into);
    else for (const [item, one] of itemsOf(anyOrder(part), at)) flat(one, `${at}.${item}`, into);
  }
  return into;
}

/** A list whose order counts: that is told of the list, and the rest of its items. */
function inOrder(list: readonly unknown[], path: string, into: Map<string, string>): void {
  const items = itemsOf(list, path);
  into.set(path, items.map(([name]) => name).join(', '));
  for (const [name, item] of items) flat(item, `${path}.${name}`, into);
}

/** Plain names first, so that they keep theirs beside something more of the same name. */
export function anyOrder<Item>(list: readonly Item[]): readonly Item[] {
  const isPlain = (part: Item): boolean => typeof part !== 'object';
  return [...list.filter(isPlain), ...list.filter((part) => !isPlain(part))];
}

/** The items of a list by name; of those of one name, the second and later are numbered. */
function itemsOf(list: readonly unknown[], path: string): (readonly [string, unknown])[] {
  const met = new Map<string, number>();
  return list.map((part, index) => {
    const name = nameOf(part, index, path);
    const before = met.get(name) ?? 0;
    met.set(name, before + 1);
    return [before === 0 ? name : `${name}.${String(before)}`, part];
  });
}

function leaf(path: string, value: unknown): string {
  if (typeof value !== 'number') return typeof value === 'string' ? value : JSON.stringify(value);
  if (/(?:^|[.])ms$|Ms$/.test(path)) return formatDuration(value);
  if (/[.]weekdays?(?:[.]\d+)?$/.test(path)) return weekdays[value - 1] ?? String(value);
  if (path.endsWith('.basisPoints')) return `${String(value / 100)} %`;
  if (/(?:^|[.])at$/.test(path)) return new Date(value).toISOString();
  return /[.](?:from|to)Minute$/.test(path) ? clockOf(value) : String(value);
}

function clockOf(minutes: number): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function nameOf(part: unknown, index: number, path: string): string {
  if (typeof part !== 'object' || part === null) return leaf(`${path}.${String(index)}`, part);
  if ('unit' in part && 'scope' in part && 'sides' in part) {
    return `${String(part.unit)}-per-${String(part.scope)}${part.sides === 'both' ? '-both' : ''}`;
  }
  if (isLimit(part)) return limitName(part);
  const { id, asset, region, milestone }: Named = part;
  const name = id ?? asset ?? region ?? milestone;
  return typeof name === 'string' ? name : String(index);
}

/** What names an item of a list, whichever it has. */
type Named = Partial<Record<'id' | 'asset' | 'region' | 'milestone', unknown>>;
