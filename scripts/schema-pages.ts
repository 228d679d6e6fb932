import { asIs, joined, phrase, say, type Language, type Said } from '../lang/say.ts';
import { textOf } from '../lang/text.ts';
import { forms, type Form } from '../domain/campaign/schema/forms.ts';
import { limits } from './limits.ts';

/** As much of JSON Schema as the pages are made of. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxProperties?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
}

const formNames: Readonly<Record<Form, Said>> = {
  duration: say`duration`,
  lifetime: say`duration or word`,
  amount: say`amount`,
  starts: say`date or instant`,
  ends: say`date or instant`,
  campaignId: say`name`,
  name: say`name`,
  property: say`fact`,
  parameter: say`name`,
  owned: say`name`,
  asset: say`name`,
  prefix: say`text`,
  clock: say`time of day`,
  link: say`link`,
  region: say`region`,
  instant: say`instant`,
  offset: say`time`,
  money: say`amount`,
  end: say`time`,
  earning: say`amount or word`,
};

/** A section for an object's keys, and one for each object inside it. */
export function sections(path: string, schema: Schema, language: Language): string[] {
  const words = (said: Said): string => textOf(said, language);
  const entries = Object.entries(schema.properties ?? {});
  const named = Object.values(schema.patternProperties ?? {}).flatMap((value) =>
    value.title === undefined ? [] : [[value.title, value] as const],
  );
  const rows = [...entries, ...named].map(([key, value]) =>
    row(key, { schema: value, required: schema.required ?? [], language }),
  );
  const example = schema.examples?.[0];
  const inner = [...entries, ...named].flatMap(([key, value]) =>
    within(`${path}.${key}`, value, language),
  );
  return [
    `## \`${path}\``,
    '',
    words(phrase(schema.description ?? '')),
    '',
    ...(example === undefined ? [] : [words(say`Example: ${code(example)}`), '']),
    `| ${words(say`key`)} | | ${words(say`meaning`)} |`,
    '| --- | --- | --- |',
    ...rows,
    '',
    ...inner,
  ];
}

/** The sections of a mapping, of the items of a list, and of what a mapping has under names of the author's own. */
function within(path: string, schema: Schema, language: Language): readonly string[] {
  if (schema.properties) return sections(path, schema, language);
  if (schema.items?.properties) return sections(`${path}[]`, described(schema), language);
  return Object.values(schema.patternProperties ?? {}).flatMap((value) =>
    value.properties ? sections(`${path}.${value.title ?? 'NAME'}`, value, language) : [],
  );
}

/** A list's items are described by the list. */
function described(list: Schema): Schema {
  const { description = '', items = {} } = list;
  return { description: items.description ?? description, ...items };
}

interface Row {
  readonly schema: Schema;
  readonly required: readonly string[];
  readonly language: Language;
}

function row(key: string, { schema, required, language }: Row): string {
  const described = textOf(phrase(schema.description ?? ''), language);
  const meaning: (Said | string)[] = [described];
  const isListed = schema.enum?.every((word) => described.includes(code(word)));
  if (schema.enum && isListed !== true) {
    meaning.push(say`One of ${schema.enum.map(code).join(', ')}.`);
  }
  meaning.push(...limits(schema));
  const isSaid = schema.enum !== undefined || schema.properties !== undefined;
  if (schema.examples && !isSaid) {
    meaning.push(say`For example ${schema.examples.map(code).join(', ')}.`);
  }
  const words = meaning.map((said) => (typeof said === 'string' ? said : textOf(said, language)));
  const about = textOf(need(key, schema, required), language);
  return `| \`${key}\` | ${about} | ${cell(words.join(language === 'en' ? ' ' : ''))} |`;
}

function need(key: string, schema: Schema, required: readonly string[]): Said {
  const what = kind(schema);
  if (required.includes(key)) return say`${what}, **required**`;
  return schema.default === undefined || schema.properties
    ? what
    : say`${what}, default ${code(schema.default)}`;
}

function kind(schema: Schema): Said {
  if (schema.const !== undefined) return asIs(code(schema.const));
  if (schema.pattern !== undefined) {
    const form = (Object.keys(forms) as Form[]).find((name) => forms[name] === schema.pattern);
    return form === undefined ? say`text` : formNames[form];
  }
  if (schema.allOf && schema.type === undefined) return say`condition`;
  if (schema.enum) return say`word`;
  const words: Readonly<Record<string, Said>> = {
    string: say`text`,
    number: say`number`,
    integer: say`whole number`,
    boolean: say`true or false`,
    array: say`list`,
    object: say`mapping`,
  };
  const types = [schema.type ?? 'anything'].flat();
  return joined(
    types.map((type) => words[type] ?? asIs(type)),
    (before, next) => say`${before}, ${next}`,
  );
}

/** A value as it stands in YAML's short form. */
export function code(value: unknown): string {
  return `\`${flow(value)}\``;
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, part]) => {
      const name = key.includes(':') ? JSON.stringify(key) : key;
      return `${name}: ${flow(part)}`;
    });
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  if (typeof value === 'string') return /^[0-9.]*$/.test(value) ? `"${value}"` : value;
  return String(value);
}

/** Text that does not break a table. */
export function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
