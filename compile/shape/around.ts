import type { ErrorObject } from 'ajv';
import { say, type Said } from '../../lang/say.ts';
import type { Path } from '../diagnostic.ts';

/** Where an error of Ajv's stands, and what stands around it. */
export interface Around {
  readonly path: Path;
  readonly data: unknown;
  readonly errors: readonly ErrorObject[];
  /** The whole schema that it was held against. */
  readonly schema: unknown;
}

/** An error of Ajv's with its place. */
export interface PlacedError extends Around {
  readonly error: ErrorObject;
}

/** What stands at a path, by name. */
export function nameOf(path: Path): Said {
  const last = path.at(-1);
  if (last === undefined) return say`the file`;
  if (typeof last === 'string') return say`"${last}"`;
  return say`item ${last + 1} of "${String(path.at(-2) ?? '')}"`;
}
