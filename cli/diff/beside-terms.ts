import { open } from '../../compile/source.ts';
import { differencesOf, type TermsDifference } from '../../compare/terms-difference.ts';

/** What two files say differently that no terms and no policy ever have. */
export interface BesideTerms {
  /** `metadata.description`, `metadata.labels`, and notes (`x-…`) anywhere. */
  readonly differences: readonly TermsDifference[];
  /** Whether also comments, layout or another way of writing the same differ. */
  readonly wording: boolean;
}

/** Compares what is only for people. Texts that are not known have nothing to compare. */
export function compareBesideTerms(before: string | null, after: string | null): BesideTerms {
  if (before === null || after === null || before === after) {
    return { differences: [], wording: false };
  }
  const differences = differencesOf(forPeople(before), forPeople(after));
  return { differences, wording: differences.length === 0 };
}

function forPeople(text: string): object {
  const source = open(text);
  return source.ok && isObject(source.data) ? onlyNotes(source.data, '') : {};
}

function onlyNotes(value: object, path: string): object {
  const parts = Object.entries(value).flatMap(([name, part]): [string, unknown][] => {
    const at = path === '' ? name : `${path}.${name}`;
    if (/^metadata[.](?:description|labels)$/.test(at) || name.startsWith('x-')) {
      return [[name, part]];
    }
    const within = isObject(part) ? onlyNotes(part, at) : {};
    return Object.keys(within).length === 0 ? [] : [[name, within]];
  });
  return Object.fromEntries(parts);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
