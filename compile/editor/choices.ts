import { say, type Language } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import type { Schema } from './schema.ts';

/**
 * Keys that exclude each other (`oneOf`, or `not`, over `required`), said so that an editor
 * underlines the keys and not the mapping around them, and in words.
 */
export function choices(schema: Schema, language: Language): Schema {
  const { oneOf, not, allOf = [], ...rest } = schema;
  const one = wordsOf(oneOf);
  const never = wordsOf(not === undefined ? undefined : [not]);
  if (one === undefined && never === undefined) return schema;
  return {
    ...rest,
    ...(one === undefined ? {} : { anyOf: one.map((word) => missing(word, one, language)) }),
    allOf: [
      ...(allOf as readonly Schema[]),
      ...[one, never].flatMap((words) => (words === undefined ? [] : [exclusion(words, language)])),
    ],
  };
}

/** The keys of a choice; undefined where it is one of another kind. */
function wordsOf(branches: unknown): readonly string[] | undefined {
  if (!Array.isArray(branches)) return undefined;
  const words = (branches as readonly Schema[]).flatMap(({ required }) => required as string[]);
  return words.every((word) => typeof word === 'string') ? words : undefined;
}

function missing(word: string, words: readonly string[], language: Language): Schema {
  const errorMessage = textOf(say`One of ${words.join(', ')} is missing.`, language);
  return { required: [word], errorMessage };
}

function exclusion(words: readonly string[], language: Language): Schema {
  const others = (word: string): Schema => ({
    properties: Object.fromEntries(
      words.filter((other) => other !== word).map((other) => [other, false]),
    ),
    errorMessage: textOf(say`Only one of ${words.join(', ')} may be there.`, language),
  });
  return { dependencies: Object.fromEntries(words.map((word) => [word, others(word)])) };
}
