import { say, type Language } from '../../lang/say.ts';
import { textOf, translated } from '../../lang/text.ts';
import { formOf, wantedForm } from '../form-words.ts';
import { choices } from './choices.ts';
import { snippets } from './snippets.ts';
import { explain } from './words.ts';

/** A schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

/** Keywords that editors read, and that say nothing about what is right. */
export const editorKeywords = [
  'defaultSnippets',
  'errorMessage',
  'markdownDescription',
  'markdownEnumDescriptions',
  'patternErrorMessage',
] as const;

/**
 * A schema as editors want it: it accepts what the given one accepts, underlines mistakes at the
 * key that is wrong, and brings what is shown beside keys and words.
 */
export function schemaForEditors(schema: Schema, language: Language = 'en'): Schema {
  return part(schema, '', language);
}

/** The path of a part in a map of parts, by the keyword of that map. */
const pathsIn: Readonly<Record<string, (path: string, key: string) => string>> = {
  properties: (path, key) => (path === '' ? key : `${path}.${key}`),
  patternProperties: () => '',
  definitions: (_, key) => key,
};

function part(given: Schema, path: string, language: Language): Schema {
  const schema = inLanguage(given, language);
  const inner = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    const pathOf = pathsIn[keyword];
    if (keyword === 'items') return [keyword, part(value as Schema, `${path}[]`, language)];
    if (keyword === 'anyOf') {
      const either = (value as readonly Schema[]).map((one) => ({
        ...part(one, path, language),
        ...wordsOf(one, schema, path, language),
      }));
      return [keyword, either];
    }
    return [
      keyword,
      pathOf === undefined ? value : parts(value as Parts, (key) => [pathOf(path, key), language]),
    ];
  });
  const offered = snippets[path];
  return {
    ...titleOf(schema, path),
    ...typed(withoutEmptyList(choices(Object.fromEntries(inner), language))),
    ...explain(schema, path, language),
    ...formIn(schema, language),
    ...(offered === undefined
      ? {}
      : { defaultSnippets: offered.map((one) => inLanguage({ ...one }, language)) }),
  };
}

/** Words of one branch that are explained where all branches are described. */
function wordsOf(
  { enum: words, description }: Schema,
  around: Schema,
  path: string,
  language: Language,
): Schema {
  if (words === undefined || description !== undefined) return {};
  const { markdownEnumDescriptions } = explain({ ...around, enum: words }, path, language);
  return { markdownEnumDescriptions };
}

/** What describes a part, in a language. */
function inLanguage(schema: Schema, language: Language): Schema {
  const { description } = schema;
  return typeof description === 'string'
    ? { ...schema, description: translated(description, language) }
    : schema;
}

type Parts = Readonly<Record<string, Schema | false>>;

function parts(map: Parts, placeOf: (key: string) => [path: string, language: Language]): Parts {
  return Object.fromEntries(
    Object.entries(map).map(([key, one]) => [key, one && part(one, ...placeOf(key))]),
  );
}

/** Editors show a title above what they say of a key, and as the name of what they fill in. */
function titleOf(schema: Schema, path: string): Schema {
  return path === '' || schema['title'] !== undefined ? {} : { title: path };
}

/** An empty list would be filled in as the default, where a first item is what is wanted. */
function withoutEmptyList(schema: Schema): Schema {
  const { default: usual, ...rest } = schema;
  return Array.isArray(usual) && usual.length === 0 ? rest : schema;
}

/** Editors fill in a list wherever they see `items`, and nothing where they see no type. */
function typed(schema: Schema): Schema {
  const { type, items, allOf, ...rest } = schema;
  if (Array.isArray(type) && items !== undefined) return { ...rest, type, allOf: [{ items }] };
  return type === undefined && allOf !== undefined ? { ...schema, type: 'object' } : schema;
}

function formIn(schema: Schema, language: Language): Schema {
  const form = formOf(schema['pattern']);
  return form === undefined
    ? {}
    : { patternErrorMessage: textOf(say`Write ${wantedForm(form)}.`, language) };
}
