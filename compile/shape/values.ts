import type { ErrorObject } from 'ajv';
import type { Path, Problem } from '../diagnostic.ts';
import { formOf, wantedForm } from '../form-words.ts';
import { choice } from '../nearest.ts';
import { nameOf, type Around } from './around.ts';

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
};

/** A value of another type than is wanted. */
export function wrongType(error: ErrorObject, { path }: Around): Problem[] {
  const name = nameOf(path);
  const form = formOf(error.parentSchema?.['pattern']);
  if (typeof error.data === 'number' && form === 'amount') {
    if (error.data < 0) return [negative(path)];
    return [
      {
        code: 'UNQUOTED_AMOUNT',
        path,
        message: `${name} is a number, and amounts are written in quotes`,
        expected: (written) => `quotes around it: "${written}"`,
      },
    ];
  }
  if (typeof error.data === 'number' && form === 'duration') {
    return [
      {
        code: 'BAD_DURATION',
        path,
        message: `${name} is a number without a unit`,
        expected: wantedForm('duration'),
      },
    ];
  }
  const wanted = [error.schema].flat().map((type) => typeWords[String(type)] ?? String(type));
  return [
    {
      code: 'WRONG_TYPE',
      path,
      message: `${name} is ${describe(error.data)}, not ${wanted.join(' or ')}`,
      expected: form === undefined ? wanted.join(' or ') : wantedForm(form),
    },
  ];
}

function describe(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a fraction';
  return typeWords[typeof value] ?? 'something else';
}

function negative(path: Path): Problem {
  const expected = 'more than 0, in quotes: "5.00"';
  return { code: 'BAD_AMOUNT', path, message: `${nameOf(path)} is negative`, expected };
}

/** A text that is not formed as it should be. */
export function wrongForm(error: ErrorObject, { path }: Around): Problem[] {
  const form = formOf(error.parentSchema?.['pattern']);
  // Of a fact that is no property, it is said which facts there are.
  if (form === 'property') return [];
  if (form === 'amount' && /^-[0-9]/.test(String(error.data))) return [negative(path)];
  const expected = form === undefined ? 'another form' : wantedForm(form);
  const code = form === undefined ? 'BAD_NAME' : codeOfForm[form];
  const fault = code === 'BAD_NAME' ? 'is not formed as it should be' : 'cannot be read';
  return [{ code, path, message: `${nameOf(path)} ${fault}`, expected }];
}

const codeOfForm = {
  clock: 'BAD_OPENING_HOURS',
  region: 'BAD_NAME',
  duration: 'BAD_DURATION',
  lifetime: 'BAD_DURATION',
  amount: 'BAD_AMOUNT',
  starts: 'BAD_INSTANT',
  ends: 'BAD_INSTANT',
  campaignId: 'BAD_NAME',
  name: 'BAD_NAME',
  property: 'UNKNOWN_FACT',
  parameter: 'BAD_NAME',
  owned: 'BAD_NAME',
  prefix: 'BAD_PREFIX',
  instant: 'BAD_INSTANT',
  offset: 'BAD_DURATION',
  money: 'BAD_AMOUNT',
  end: 'BAD_DURATION',
  earning: 'BAD_AMOUNT',
} as const;

/** A word that there is not. */
export function notOneOf(error: ErrorObject, { path }: Around): Problem[] {
  const known = (error.keyword === 'const' ? [error.schema] : (error.schema as unknown[])).map(
    String,
  );
  const value = typeof error.data === 'string' ? error.data : JSON.stringify(error.data);
  const last = path.at(-1);
  const shown = value.slice(0, 40);
  if (last === 'fact') {
    return [
      { code: 'UNKNOWN_FACT', path, message: `unknown fact "${shown}"`, ...choice(value, known) },
    ];
  }
  if (last === 'operator') {
    return [
      {
        code: 'UNKNOWN_OPERATOR',
        path,
        message: `unknown operator "${shown}"`,
        ...choice(value, known),
      },
    ];
  }
  const code = error.keyword === 'const' ? 'WRONG_KIND' : 'NOT_ONE_OF';
  return [{ code, path, message: `${nameOf(path)} cannot be "${shown}"`, ...choice(value, known) }];
}

/** Every item that stood in the list before. */
export function repeatedItems(error: ErrorObject, { path }: Around): Problem[] {
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
  maxProperties: 'at most this many keys:',
};

/** A number, a length or a count beyond its bounds. */
export function outOfRange(error: ErrorObject, { path }: Around): Problem[] {
  const expected = `${bounds[error.keyword] ?? error.keyword} ${String(error.schema)}`;
  return [{ code: 'OUT_OF_RANGE', path, message: `${nameOf(path)} is out of range`, expected }];
}
