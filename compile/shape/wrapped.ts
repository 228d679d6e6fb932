import type { SchemaPart } from './part.ts';

/**
 * What an author has written where a list or a mapping belongs, as it would be right: in a list, or below the one key
 * that must be there. Undefined where it fits neither.
 */
export function wrapped(schema: SchemaPart, value: unknown): unknown {
  if (schema.type === 'array') return inList(schema, value);
  return schema.type === 'object' ? inMapping(schema, value) : undefined;
}

function inList({ items }: SchemaPart, value: unknown): unknown {
  return items !== undefined && fits(items, value) ? [value] : undefined;
}

function inMapping({ required = [], properties = {} }: SchemaPart, value: unknown): unknown {
  const [key, ...more] = required;
  const inner = key === undefined || more.length > 0 ? undefined : properties[key];
  if (key === undefined || inner === undefined) return undefined;
  const right = fits(inner, value) && saysWhat(inner) ? value : wrapped(inner, value);
  return right === undefined ? undefined : { [key]: right };
}

/** Whether not just any text fits, so that one that fits was meant. */
function saysWhat({ type, pattern, enum: words }: SchemaPart): boolean {
  return type !== 'string' || pattern !== undefined || words !== undefined;
}

function fits(schema: SchemaPart, value: unknown): boolean {
  const { type, pattern, enum: words, items = {}, properties = {} } = schema;
  if (![type].flat().includes(typeOf(value))) return false;
  if (Array.isArray(value)) return value.every((item) => fits(items, item));
  if (typeof value === 'object' && value !== null) {
    return Object.keys(value).every((key) => Object.hasOwn(properties, key));
  }
  if (words !== undefined && !words.includes(value)) return false;
  return pattern === undefined || new RegExp(pattern).test(String(value));
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
