import type { Path } from '../diagnostic.ts';
import type { Parsed } from '../parse.ts';

/**
 * Where a value was written: in which file (0 is the author's own, 1 what it extends, and so on) and
 * at which path. A value that was put together says it for each of its parts.
 */
export interface Origin {
  readonly layer: number;
  readonly path: Path;
  readonly parts?: ReadonlyMap<string | number, Origin>;
}

/** A value with where it was written. */
export interface Written {
  readonly value: unknown;
  readonly origin: Origin;
}

/** What a file was put together of. */
export interface Layers {
  readonly root: Origin;
  /** The files that it extends, nearest first. */
  readonly bases: readonly { readonly file: string; readonly parsed: Parsed }[];
}

/** The part of a mapping or a list that a step leads to. */
export function partOf({ value, origin }: Written, step: string | number): Written {
  const part: unknown = Object.entries(value ?? {}).find(([key]) => key === String(step))?.[1];
  return { value: part, origin: stepInto(origin, step) };
}

/** Where what a path leads to was written; what was not written belongs to what is around it. */
export function originAt(root: Origin, path: Path): Origin {
  return path.reduce<Origin>(stepInto, root);
}

function stepInto({ layer, path, parts }: Origin, step: string | number): Origin {
  return parts?.get(step) ?? { layer, path: [...path, step] };
}
