import type { ErrorObject } from 'ajv';
import type { Problem } from '../diagnostic.ts';
import { valueAt } from './mend.ts';
import { choice } from '../nearest.ts';
import { nameOf, type Around } from './around.ts';
import { meantKey } from './other-words.ts';
import { exampleIn, partAround, written, type SchemaPart } from './part.ts';
import { asIs, joined, say, type Said, type Value } from '../../lang/say.ts';

type Words = Record<string, unknown>;

/** A key that there is not, and the one that may be meant. */
export function unknownKey(error: ErrorObject, { path }: Around): Problem[] {
  const key = String((error.params as Words)['additionalProperty']);
  const schema = (error.parentSchema ?? {}) as SchemaPart;
  const known = Object.keys(schema.properties ?? {});
  const meant = meantKey(key, known);
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
      ...rightKey({ key, known, meant }, namesIn(schema)),
    },
  ];
}

/** Where authors name keys themselves, names such as they might be. */
function namesIn({ patternProperties = {}, properties = {}, examples = [] }: SchemaPart): string[] {
  const isNamed = Object.values(patternProperties).some(({ title }) => title !== undefined);
  const names = isNamed ? examples.flatMap((example) => Object.keys(example ?? {})) : [];
  return [...new Set(names)].filter((name) => !Object.hasOwn(properties, name));
}

function rightKey(
  { key, known, meant }: { key: string; known: readonly string[]; meant: string | undefined },
  names: readonly string[],
): Pick<Problem, 'expected' | 'meant'> {
  const right = choice(key, known, meant);
  if (names.length === 0) return right;
  const named = say`a name such as ${joined(names, or)}`;
  if (known.length === 0) return { expected: named };
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
  return [
    {
      code: 'MISSING_KEY',
      path: [...around.path, key],
      at: 'key',
      message: say`"${key}" is missing`,
      expected: exampleOf(key, schemaOf(key, error, around)),
    },
  ];
}

/** The schema of a key; where only a choice asks for it, it stands around that. */
function schemaOf(key: string, error: ErrorObject, { schema }: Around): SchemaPart | undefined {
  const own = (error.parentSchema ?? {}) as SchemaPart;
  return own.properties?.[key] ?? partAround(schema, error.schemaPath).properties?.[key];
}

/** A line such as might be added. */
function exampleOf(key: string, schema: SchemaPart = {}): Said {
  const example = exampleIn(schema) ?? (schema.type === 'object' ? {} : undefined);
  const text = example === undefined ? undefined : written(example, schema);
  if (text !== undefined) return asIs(`${key}: ${text}`);
  const { required = [] } = schema;
  return required.length > 0 ? say`${key}, and in it: ${required.join(', ')}` : asIs(`${key}:`);
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
