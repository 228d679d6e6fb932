import { stringify } from 'yaml';
import { formOf } from '../form-words.ts';

/** A part of one of our schemas, as far as it is told to authors. */
export interface SchemaPart {
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly required?: readonly string[];
  readonly items?: SchemaPart;
  readonly properties?: Readonly<Record<string, SchemaPart>>;
  readonly patternProperties?: Readonly<Record<string, SchemaPart>>;
}

/** Longer than this it is no longer read at a glance. */
const lengthMax = 60;

/** A value in one line, as it may be written; undefined where it is long. */
function inOneLine(value: unknown): string | undefined {
  const text = stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  return text.length > lengthMax ? undefined : text;
}

/** A value such as might stand there; undefined where the schema has none. */
export function exampleIn(schema: SchemaPart): unknown {
  const { examples = [], enum: words = [], const: only, required = [], properties = {} } = schema;
  const [example] = [...examples, ...words, only];
  if (example !== undefined) return example;
  const parts = required.map((key) => [key, exampleIn(properties[key] ?? {})] as const);
  const isWhole = parts.length > 0 && parts.every(([, part]) => part !== undefined);
  return isWhole ? Object.fromEntries(parts) : undefined;
}

/** A value as a scalar is written there: an amount in quotes, all else bare. */
export function written(value: unknown, { pattern }: SchemaPart): string | undefined {
  return typeof value === 'string' && formOf(pattern) !== 'amount' ? value : inOneLine(value);
}

/** The part of a whole schema to which the choice belongs that Ajv has found wanting; empty where there is none. */
export function partAround(whole: unknown, schemaPath: string): SchemaPart {
  const around = schemaPath.slice(0, Math.max(0, schemaPath.lastIndexOf('/allOf/')));
  let part = whole;
  for (const step of around.split('/').slice(1)) {
    const name = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
    part = (part as Readonly<Record<string, unknown>> | undefined)?.[name];
  }
  return part ?? {};
}
