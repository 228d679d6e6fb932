import { createHash } from 'node:crypto';
import type { Digest } from '../domain/ids.ts';

/** JSON with keys in order and without spaces: the same value has one text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isRecord(part) ? sorted(part) : part));
}

/** SHA-256 of a normal form, in hex. */
export function digestOf(normalForm: string): Digest {
  return createHash('sha256').update(normalForm, 'utf8').digest('hex') as Digest;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
