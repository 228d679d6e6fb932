import { rejections } from '../../domain/code/rejection.ts';
import { operatorMeanings } from '../../domain/policy/condition.ts';
import { factTable } from '../../domain/policy/facts.ts';
import { phrase, say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import type { Schema } from './schema.ts';

/** Words that are explained elsewhere than in the description of their key, by that key. */
const tables: Readonly<Record<string, Readonly<Record<string, Said>>>> = {
  'condition.fact': Object.fromEntries(
    Object.entries(factTable).map(([fact, { meaning }]) => [fact, say`${phrase(meaning)}.`]),
  ),
  'condition.operator': Object.fromEntries(
    Object.entries(operatorMeanings).map(([operator, meaning]) => [operator, phrase(meaning)]),
  ),
  'tests[].steps[].expect': {
    ok: say`it is done.`,
    ...Object.fromEntries(
      Object.entries(rejections).map(([code, meaning]) => [code, say`${phrase(meaning)}.`]),
    ),
  },
};

/** How a description explains one of its words, in a sentence of its own: `word`: sentence. */
const explanations: Readonly<Record<Language, RegExp>> = {
  en: /(?<!Of )`([\w-]+)`: (.*?\.)(?=\s|$) ?/g,
  zh: /`([\w-]+)`：(.*?。)/g,
};

/**
 * What an editor shows beside a key and beside each of its words, of a schema whose descriptions
 * are in that language.
 */
export function explain(schema: Schema, path: string, language: Language): Schema {
  const { description, enum: words, default: usual } = schema;
  if (typeof description !== 'string') return {};
  const { about, meanings } = sentencesOf(description, language);
  const known = { ...meanings, ...told(tables[path] ?? {}, language) };
  const explained = Array.isArray(words)
    ? words.map((word) => known[String(word)] ?? about)
    : undefined;
  const text = explained === undefined ? description : about;
  const said = isPlain(usual) ? textOf(say` Unless said: \`${String(usual)}\`.`, language) : '';
  return {
    markdownDescription: `${text}${said}`.trim(),
    ...(explained === undefined ? {} : { markdownEnumDescriptions: explained }),
  };
}

function told(
  table: Readonly<Record<string, Said>>,
  language: Language,
): Readonly<Record<string, string>> {
  const words = Object.entries(table);
  return Object.fromEntries(words.map(([word, said]) => [word, sentence(textOf(said, language))]));
}

/** Takes the sentences that explain words out of a description. */
function sentencesOf(
  description: string,
  language: Language,
): {
  readonly about: string;
  readonly meanings: Readonly<Record<string, string>>;
} {
  const meanings: Record<string, string> = {};
  const about = description.replaceAll(
    explanations[language],
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
