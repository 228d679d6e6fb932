import type { Schema } from './schema.ts';

/**
 * Keys that exclude each other (`oneOf`, or `not`, over `required`), said so that an editor
 * underlines the keys and not the mapping around them, and in words.
 */
export function choices(schema: Schema): Schema {
  const { oneOf, not, allOf = [], ...rest } = schema;
  const one = wordsOf(oneOf);
  const never = wordsOf(not === undefined ? undefined : [not]);
  if (one === undefined && never === undefined) return schema;
  const words = one ?? never ?? [];
  return {
    ...rest,
    ...(one === undefined ? {} : { anyOf: one.map((word) => missing(word, one)) }),
    allOf: [...(allOf as readonly Schema[]), exclusion(words)],
  };
}

/** The keys of a choice; undefined where it is one of another kind. */
function wordsOf(branches: unknown): readonly string[] | undefined {
  if (!Array.isArray(branches)) return undefined;
  const words = (branches as readonly Schema[]).flatMap(({ required }) => required as string[]);
  return words.every((word) => typeof word === 'string') ? words : undefined;
}

function missing(word: string, words: readonly string[]): Schema {
  return { required: [word], errorMessage: `One of ${words.join(', ')} is missing.` };
}

function exclusion(words: readonly string[]): Schema {
  const others = (word: string): Schema => ({
    properties: Object.fromEntries(
      words.filter((other) => other !== word).map((other) => [other, false]),
    ),
    errorMessage: `Only one of ${words.join(', ')} may be there.`,
  });
  return { dependencies: Object.fromEntries(words.map((word) => [word, others(word)])) };
}
