import { createHash } from 'node:crypto';

import { originFields } from '../../domain/code/command.ts';

/**
 * SHA-256, in hex, of the canonical JSON of what is asked. Two commands with the same fields have the same
 * hash in whatever order their fields were given. From where it is asked does not count: a phone that
 * changes networks repeats the same operation.
 */
export function bodyHash(command: object): string {
  const asked = Object.fromEntries(
    Object.entries(command).filter(([field]) => !originFields.some((one) => one === field)),
  );
  return createHash('sha256').update(canonicalJson(asked)).digest('hex');
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`);
  return `{${fields.join(',')}}`;
}
