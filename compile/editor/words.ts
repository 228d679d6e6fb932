import { operatorMeanings } from '../../domain/policy/condition.ts';
import { factTable } from '../../domain/policy/facts.ts';
import type { Schema } from './schema.ts';

/** Words that are explained elsewhere than in the description of their key, by that key. */
const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'condition.fact': Object.fromEntries(
    Object.entries(factTable).map(([fact, { meaning }]) => [fact, sentence(`${meaning}.`)]),
  ),
  'condition.operator': operatorMeanings,
};

/**
 * What an editor shows beside a key and beside each of its words. Descriptions explain words as
 * `word`: in one sentence.
 */
export function explain(schema: Schema, path: string): Schema {
  const { description, enum: words, default: usual } = schema;
  if (typeof description !== 'string') return {};
  const { about, meanings } = sentencesOf(description);
  const known = { ...meanings, ...tables[path] };
  const explained = Array.isArray(words)
    ? words.map((word) => known[String(word)] ?? about)
    : undefined;
  const text = explained === undefined ? description : about;
  const said = isPlain(usual) ? ` Unless said: \`${String(usual)}\`.` : '';
  return {
    markdownDescription: `${text}${said}`.trim(),
    ...(explained === undefined ? {} : { markdownEnumDescriptions: explained }),
  };
}

/** Takes the sentences that explain words out of a description. */
function sentencesOf(description: string): {
  readonly about: string;
  readonly meanings: Readonly<Record<string, string>>;
} {
  const meanings: Record<string, string> = {};
  const about = description.replaceAll(
    /(?<!Of )`([\w-]+)`: (.*?\.)(?=\s|$) ?/g,
    (_, word: string, meaning: string) => {
      meanings[word] = sentence(meaning);
      return '';
    },
  );
  return { about: about.trim(), meanings };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function isPlain(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value) && value !== '';
}
