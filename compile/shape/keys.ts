import type { ErrorObject } from 'ajv';
import { stringify } from 'yaml';
import type { Problem } from '../diagnostic.ts';
import { formOf } from '../form-words.ts';
import { valueAt } from './mend.ts';
import { choice, nearest } from '../nearest.ts';
import { nameOf, type Around } from './around.ts';
import { asIs, joined, say, type Said, type Value } from '../../lang/say.ts';

type Words = Record<string, unknown>;

/** A key that there is not, and the one that may be meant. */
export function unknownKey(error: ErrorObject, { path }: Around): Problem[] {
  const key = String((error.params as Words)['additionalProperty']);
  const schema = (error.parentSchema ?? {}) as Schema;
  const known = Object.keys(schema.properties ?? {});
  const meant = nearest(key, known);
  const shown = key.slice(0, 40);
  return [
    {
      code: 'UNKNOWN_KEY',
      path: [...path, key],
      at: 'key',
      message:
        meant === undefined
          ? say`unknown key "${shown}"`
          : say`unknown key "${shown}"; did you mean "${meant}"?`,
      ...rightKey(key, known, namesIn(schema)),
    },
  ];
}

/** Where authors name keys themselves, names such as they might be. */
function namesIn({ patternProperties = {}, properties = {}, examples = [] }: Schema): string[] {
  const isNamed = Object.values(patternProperties).some(({ title }) => title !== undefined);
  const names = isNamed ? examples.flatMap((example) => Object.keys(example ?? {})) : [];
  return [...new Set(names)].filter((name) => !Object.hasOwn(properties, name));
}

function rightKey(
  key: string,
  known: readonly string[],
  names: readonly string[],
): Pick<Problem, 'expected' | 'meant'> {
  if (names.length === 0) return choice(key, known);
  const named = say`a name such as ${joined(names, or)}`;
  if (known.length === 0) return { expected: named };
  const right = choice(key, known);
  return { ...right, expected: say`${right.expected}; or ${named}` };
}

/** A key that must be there. Silent where a choice of several keys says it better. */
export function missingKey(error: ErrorObject, around: Around): Problem[] {
  const key = String((error.params as Words)['missingProperty']);
  const isOfChoice = error.schemaPath.includes('/oneOf/') || error.schemaPath.includes('/not/');
  if (isOfChoice) return [];
  const isSaid = around.errors.some(
    (other) => other.keyword === 'oneOf' && other.instancePath === error.instancePath,
  );
  if (error.keyword === 'dependencies' && isSaid) return [];
  const schemas = error.parentSchema?.['properties'] as Record<string, Schema> | undefined;
  return [
    {
      code: 'MISSING_KEY',
      path: [...around.path, key],
      at: 'key',
      message: say`"${key}" is missing`,
      expected: exampleOf(key, schemas?.[key]),
    },
  ];
}

/** A line such as might be added. */
function exampleOf(key: string, schema: Schema = {}): Said {
  const example = [...(schema.examples ?? []), ...(schema.enum ?? []), schema.const][0];
  const { required = [] } = schema;
  if (example === undefined && required.length > 0) {
    return say`${key}, and in it: ${required.join(', ')}`;
  }
  // Of a key that only a choice asks for, no more is known here than its name.
  if (example === undefined && schema.type !== 'object') return asIs(`${key}:`);
  const flow = stringify(example ?? {}, { collectionStyle: 'flow', lineWidth: 0 }).trim();
  const isBare = typeof example === 'string' && formOf(schema.pattern) !== 'amount';
  return asIs(`${key}: ${isBare ? example : flow}`);
}

interface Schema {
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: unknown;
  readonly title?: string;
  readonly type?: unknown;
  readonly required?: readonly string[];
  readonly properties?: object;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

/** Of several keys none is there, or too many. */
export function chooseOne(error: ErrorObject, { path }: Around): Problem[] {
  // Of what is no mapping at all, its type is said already.
  if (typeof error.data !== 'object' || error.data === null || Array.isArray(error.data)) return [];
  const { data } = error;
  const isNot = error.keyword === 'not';
  const branches = (isNot ? [error.schema] : error.schema) as { required?: string[] }[];
  const names = branches.flatMap((branch) => branch.required ?? []);
  const present = names.filter((name) => Object.hasOwn(data, name));
  const message =
    present.length === 0
      ? say`one of ${names.join(', ')} is missing`
      : say`${joined(present, and)} exclude each other`;
  const expected = say`one of: ${names.join(', ')}`;
  return [{ code: 'CHOOSE_ONE', path, at: 'key', message, expected }];
}

function and(before: Value, next: Value): Said {
  return say`${before} and ${next}`;
}

function or(before: Value, next: Value): Said {
  return say`${before} or ${next}`;
}

const deciders = ['template', 'action', 'beyond', 'do', 'kind', 'type'];

/** A key that goes with another choice; silent while that choice itself cannot be read. */
export function notAllowedHere(error: ErrorObject, around: Around): Problem[] {
  const { path } = around;
  const parent = error.instancePath.slice(0, error.instancePath.lastIndexOf('/'));
  const siblings = valueAt(around.data, path.slice(0, -1)) as Record<string, unknown>;
  const decider = deciders.find((name) => Object.hasOwn(siblings, name));
  const isUnclear = around.errors.some(
    (other) => other.keyword === 'enum' && other.instancePath === `${parent}/${decider ?? ''}`,
  );
  if (decider === undefined || isUnclear) return [];
  const key = nameOf(path);
  return [
    {
      code: 'NOT_ALLOWED_HERE',
      path,
      at: 'key',
      message: say`${key} does not go with ${decider} ${String(siblings[decider])}`,
      expected: say`no ${key} here, or another ${decider}`,
    },
  ];
}
