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

/** A difference in a line: `rewards.red-packet.amount: 1.00 CNY -> 2.00 CNY`. */
export function describeDifference({ path, before, after }: TermsDifference): string {
  return `${writtenPath(path)}: ${before ?? '(nothing)'} -> ${after ?? '(nothing)'}`;
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

function nameOf(part: unknown, index: string): string {
  if (typeof part !== 'object' || part === null) return index;
  if ('unit' in part && 'scope' in part && 'sides' in part) {
    return `${String(part.unit)}-per-${String(part.scope)}${part.sides === 'both' ? '-both' : ''}`;
  }
  if (isLimit(part)) return limitName(part);
  const name = 'id' in part ? part.id : 'asset' in part ? part.asset : undefined;
  return typeof name === 'string' ? name : index;
}
