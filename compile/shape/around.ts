import type { ErrorObject } from 'ajv';
import type { Path } from '../diagnostic.ts';

/** Where an error of Ajv's stands, and what stands around it. */
export interface Around {
  readonly path: Path;
  readonly data: unknown;
  readonly errors: readonly ErrorObject[];
}

/** What stands at a path, by name. */
export function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return `"${last}"`;
  return `item ${String(last + 1)} of "${String(path.at(-2) ?? '')}"`;
}
