import type { ErrorObject } from 'ajv';
import type { Path, Problem } from './diagnostic.ts';
import { formOf, wantedForm } from './form-words.ts';
import { valueAt } from './mend.ts';
import { choice, nearest } from './nearest.ts';

/** Where an error of Ajv's stands, and what stands around it. */
export interface Around {
  readonly path: Path;
  readonly data: unknown;
  readonly errors: readonly ErrorObject[];
}

/** What one error of Ajv's says to an author; nothing where another error says it better. */
export function problemsOf(error: ErrorObject, around: Around): Problem[] {
  const { path } = around;
  const words = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'if':
      return [];
    case 'additionalProperties':
      return [unknownKey(error, path, String(words['additionalProperty']))];
    case 'required':
    case 'dependencies':
      return missingKey(error, around, String(words['missingProperty']));
    case 'type':
      return [wrongType(error, path)];
    case 'pattern':
      return [wrongForm(error, path)];
    case 'enum':
    case 'const':
      return [notOneOf(error, path)];
    case 'oneOf':
    case 'not':
      return [chooseOne(error, path)];
    case 'false schema':
      return notAllowedHere(error, around);
    case 'uniqueItems':
      return repeatedItems(error, path);
    default:
      return [outOfRange(error, path)];
  }
}

function unknownKey(error: ErrorObject, path: Path, key: string): Problem {
  const known = Object.keys((error.parentSchema?.['properties'] ?? {}) as object);
  const patterns = Object.keys((error.parentSchema?.['patternProperties'] ?? {}) as object);
  const owned = patterns.some((pattern) => pattern.includes('privilege'));
  const names = owned ? [...known, 'privilege:NAME', 'item:NAME'] : known;
  const meant = nearest(key, known);
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return {
    code: 'UNKNOWN_KEY',
    path: [...path, key],
    at: 'key',
    message: `unknown key "${key.slice(0, 40)}"${hint}`,
    expected: choice(key, names),
  };
}

function missingKey(error: ErrorObject, around: Around, key: string): Problem[] {
  const isOfChoice = error.schemaPath.includes('/oneOf/') || error.schemaPath.includes('/not/');
  if (isOfChoice) return [];
  const isSaid = around.errors.some(
    (other) => other.keyword === 'oneOf' && other.instancePath === error.instancePath,
  );
  if (error.keyword === 'dependencies' && isSaid) return [];
  const schema = (error.parentSchema?.['properties'] as Record<string, Schema> | undefined)?.[key];
  const example = schema?.examples?.[0] ?? schema?.enum?.[0] ?? schema?.const;
  const isQuoted = formOf(schema?.pattern) === 'amount';
  const shown = isQuoted ? JSON.stringify(example) : String(example);
  return [
    {
      code: 'MISSING_KEY',
      path: [...around.path, key],
      at: 'key',
      message: `"${key}" is missing`,
      expected: typeof example === 'object' || example === undefined ? key : `${key}: ${shown}`,
    },
  ];
}

interface Schema {
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: unknown;
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

function wrongType(error: ErrorObject, path: Path): Problem {
  const name = nameOf(path);
  const form = formOf(error.parentSchema?.['pattern']);
  if (typeof error.data === 'number' && form === 'amount') {
    return {
      code: 'UNQUOTED_AMOUNT',
      path,
      message: `${name} is a number, and amounts are written in quotes`,
      expected: (written) => `quotes around it: "${written}"`,
    };
  }
  if (typeof error.data === 'number' && form === 'duration') {
    return {
      code: 'BAD_DURATION',
      path,
      message: `${name} is a number without a unit`,
      expected: wantedForm('duration'),
    };
  }
  const wanted = [error.schema].flat().map((type) => typeWords[String(type)] ?? String(type));
  return {
    code: 'WRONG_TYPE',
    path,
    message: `${name} is ${describe(error.data)}, not ${wanted.join(' or ')}`,
    expected: form === undefined ? wanted.join(' or ') : wantedForm(form),
  };
}

function describe(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return 'a number';
  return typeWords[typeof value] ?? 'something else';
}

function wrongForm(error: ErrorObject, path: Path): Problem {
  const form = formOf(error.parentSchema?.['pattern']);
  const expected = form === undefined ? 'another form' : wantedForm(form);
  const code = form === undefined ? 'BAD_NAME' : codeOfForm[form];
  const fault = code === 'BAD_NAME' ? 'is not formed as it should be' : 'cannot be read';
  return { code, path, message: `${nameOf(path)} ${fault}`, expected };
}

const codeOfForm = {
  duration: 'BAD_DURATION',
  lifetime: 'BAD_DURATION',
  amount: 'BAD_AMOUNT',
  starts: 'BAD_INSTANT',
  ends: 'BAD_INSTANT',
  campaignId: 'BAD_NAME',
  name: 'BAD_NAME',
  parameter: 'BAD_NAME',
  owned: 'BAD_NAME',
  prefix: 'BAD_PREFIX',
} as const;

function notOneOf(error: ErrorObject, path: Path): Problem {
  const known = (error.keyword === 'const' ? [error.schema] : (error.schema as unknown[])).map(
    String,
  );
  const value = typeof error.data === 'string' ? error.data : JSON.stringify(error.data);
  const last = path.at(-1);
  const expected = choice(value, known);
  const shown = value.slice(0, 40);
  if (last === 'fact') {
    return { code: 'UNKNOWN_FACT', path, message: `unknown fact "${shown}"`, expected };
  }
  if (last === 'operator') {
    return { code: 'UNKNOWN_OPERATOR', path, message: `unknown operator "${shown}"`, expected };
  }
  const code = error.keyword === 'const' ? 'WRONG_KIND' : 'NOT_ONE_OF';
  return { code, path, message: `${nameOf(path)} cannot be "${shown}"`, expected };
}

function chooseOne(error: ErrorObject, path: Path): Problem {
  const isNot = error.keyword === 'not';
  const branches = (isNot ? [error.schema] : error.schema) as { required?: string[] }[];
  const names = branches.flatMap((branch) => branch.required ?? []);
  const present = names.filter((name) => Object.hasOwn(error.data as object, name));
  const message =
    present.length === 0
      ? `one of ${names.join(', ')} is missing`
      : `${present.join(' and ')} exclude each other`;
  return { code: 'CHOOSE_ONE', path, at: 'key', message, expected: `one of: ${names.join(', ')}` };
}

const deciders = ['template', 'action'];

/** A key that goes with another choice; silent while that choice itself cannot be read. */
function notAllowedHere(error: ErrorObject, around: Around): Problem[] {
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
      message: `${key} does not go with ${decider} ${String(siblings[decider])}`,
      expected: `no ${key} here, or another ${decider}`,
    },
  ];
}

function repeatedItems(error: ErrorObject, path: Path): Problem[] {
  const seen = new Set<string>();
  return (error.data as unknown[]).flatMap((item, index): Problem[] => {
    const text = JSON.stringify(item);
    const isNew = !seen.has(text);
    seen.add(text);
    const message = `${typeof item === 'string' ? `"${item}"` : 'the item'} stands twice`;
    const expected = 'each only once';
    return isNew ? [] : [{ code: 'REPEATED_ITEM', path: [...path, index], message, expected }];
  });
}

const bounds: Readonly<Record<string, string>> = {
  minimum: 'at least',
  maximum: 'at most',
  minLength: 'at least this many characters:',
  maxLength: 'at most this many characters:',
  minItems: 'at least this many items:',
  maxItems: 'at most this many items:',
};

function outOfRange(error: ErrorObject, path: Path): Problem {
  const expected = `${bounds[error.keyword] ?? error.keyword} ${String(error.schema)}`;
  return { code: 'OUT_OF_RANGE', path, message: `${nameOf(path)} is out of range`, expected };
}

function nameOf(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  if (typeof last === 'string') return `"${last}"`;
  return `item ${String(last + 1)} of "${String(path.at(-2) ?? '')}"`;
}
