import { Lexer } from 'yaml';

import { open } from '../../compile/source.ts';
import { differencesOf, type TermsDifference } from '../../compare/terms-difference.ts';

/** What two files say differently that no terms and no policy ever have. */
export interface BesideTerms {
  /** `metadata.description`, `metadata.labels`, and notes (`x-…`) anywhere. */
  readonly differences: readonly TermsDifference[];
  /** Whether also comments, layout or another way of writing the same differ. */
  readonly wording: boolean;
}

/**
 * Compares what is only for people. Texts that are not known have nothing to compare; of texts with other
 * terms only comments are, since they cannot be written alike.
 */
export function compareBesideTerms(
  before: string | null,
  after: string | null,
  terms: 'same' | 'other',
): BesideTerms {
  if (before === null || after === null || before === after) {
    return { differences: [], wording: false };
  }
  const differences = differencesOf(forPeople(before), forPeople(after));
  const isOther = terms === 'same' || commentsIn(before) !== commentsIn(after);
  return { differences, wording: differences.length === 0 && isOther };
}

function commentsIn(text: string): string {
  const lexemes = [...new Lexer().lex(text)];
  // What stands behind this mark is a value, whatever it begins with.
  const isComment = (lexeme: string, index: number): boolean =>
    lexeme.startsWith('#') && lexemes[index - 1] !== '\u001f';
  return lexemes.filter(isComment).join('\n');
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
