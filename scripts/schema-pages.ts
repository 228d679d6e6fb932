import { forms, type Form } from '../domain/campaign/schema/forms.ts';

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
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly title?: string;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
}

const formNames: Readonly<Record<Form, string>> = {
  duration: 'duration',
  lifetime: 'duration or word',
  amount: 'amount',
  starts: 'date or instant',
  ends: 'date or instant',
  campaignId: 'name',
  name: 'name',
  parameter: 'name',
  owned: 'name',
  prefix: 'text',
  clock: 'time of day',
  instant: 'instant',
  offset: 'time',
  money: 'amount',
  end: 'time',
  earning: 'amount or word',
};

/** A section for an object's keys, and one for each object inside it. */
export function sections(path: string, schema: Schema): string[] {
  const entries = Object.entries(schema.properties ?? {});
  const named = Object.values(schema.patternProperties ?? {}).flatMap((value) =>
    value.title === undefined ? [] : [[value.title, value] as const],
  );
  const rows = [...entries, ...named].map(([key, value]) => row(key, value, schema.required ?? []));
  const example = schema.examples?.[0];
  const inner = entries.flatMap(([key, value]) => {
    if (value.properties) return sections(`${path}.${key}`, value);
    return value.items?.properties ? sections(`${path}.${key}[]`, described(value)) : [];
  });
  return [
    `## \`${path}\``,
    '',
    schema.description ?? '',
    '',
    ...(example === undefined ? [] : [`Example: ${code(example)}`, '']),
    '| key | | meaning |',
    '| --- | --- | --- |',
    ...rows,
    '',
    ...inner,
  ];
}

/** A list's items are described by the list. */
function described(list: Schema): Schema {
  const { description = '', items = {} } = list;
  return { description: items.description ?? description, ...items };
}

function row(key: string, schema: Schema, required: readonly string[]): string {
  const meaning = [schema.description ?? ''];
  const isListed = schema.enum?.every((word) => schema.description?.includes(code(word)));
  if (schema.enum && isListed !== true) meaning.push(`One of ${schema.enum.map(code).join(', ')}.`);
  if (schema.minimum !== undefined && schema.maximum !== undefined) {
    meaning.push(`${String(schema.minimum)} to ${String(schema.maximum)}.`);
  }
  const isSaid = schema.enum !== undefined || schema.properties !== undefined;
  if (schema.examples && !isSaid) {
    meaning.push(`For example ${schema.examples.map(code).join(', ')}.`);
  }
  return `| \`${key}\` | ${kind(schema)}${need(key, schema, required)} | ${cell(meaning.join(' '))} |`;
}

function need(key: string, schema: Schema, required: readonly string[]): string {
  if (required.includes(key)) return ', **required**';
  return schema.default === undefined || schema.properties
    ? ''
    : `, default ${code(schema.default)}`;
}

function kind(schema: Schema): string {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.pattern !== undefined) {
    const form = (Object.keys(forms) as Form[]).find((name) => forms[name] === schema.pattern);
    return form === undefined ? 'text' : formNames[form];
  }
  if (schema.allOf && schema.type === undefined) return 'condition';
  if (schema.enum) return 'word';
  const words: Record<string, string> = {
    string: 'text',
    integer: 'whole number',
    boolean: 'true or false',
    array: 'list',
    object: 'mapping',
  };
  return [schema.type ?? 'anything']
    .flat()
    .map((type) => words[type] ?? type)
    .join(', ');
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
