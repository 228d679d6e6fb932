import type { ErrorObject } from 'ajv';
import type { Path, Problem } from '../diagnostic.ts';
import { formOf, wantedForm } from '../form-words.ts';
import { choice } from '../nearest.ts';
import { nameOf, type Around } from './around.ts';
import { exampleIn, written, type SchemaPart } from './part.ts';
import { wrapped } from './wrapped.ts';
import { asIs, joined, say, type Said } from '../../lang/say.ts';

const typeWords: Readonly<Record<string, Said>> = {
  string: say`a text`,
  integer: say`a whole number`,
  number: say`a number`,
  boolean: say`true or false`,
  array: say`a list`,
  object: say`a mapping`,
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
        message: say`${name} is a number, and amounts are written in quotes`,
        expected: (written) => say`quotes around it: "${written}"`,
      },
    ];
  }
  if (typeof error.data === 'number' && form === 'duration') {
    return [
      {
        code: 'BAD_DURATION',
        path,
        message: say`${name} is a number without a unit`,
        expected: wantedForm('duration'),
      },
    ];
  }
  const types = [error.schema]
    .flat()
    .map((type): Said => typeWords[String(type)] ?? asIs(String(type)));
  const wanted = joined(types, (before, next) => say`${before} or ${next}`);
  return [
    {
      code: 'WRONG_TYPE',
      path,
      message: say`${name} is ${describe(error.data)}, not ${wanted}`,
      expected: form === undefined ? asWritten(error, wanted) : wantedForm(form),
    },
  ];
}

/** What is wanted, with what was written where it belongs; of what is empty, with an example. */
function asWritten(error: ErrorObject, wanted: Said): Said {
  const schema = (error.parentSchema ?? {}) as SchemaPart;
  const right = error.data === null ? exampleIn(schema) : wrapped(schema, error.data);
  const text = right === undefined ? mappingOf(error) : written(right, schema);
  return text === undefined ? wanted : say`${wanted}: ${text}`;
}

/** A mapping with the word that stands in its place, where one of its keys takes that word: `{ kind: livestream }`. */
function mappingOf({ data, parentSchema }: ErrorObject): Said | undefined {
  const properties = (parentSchema?.['properties'] ?? {}) as Readonly<
    Record<string, { enum?: unknown[] }>
  >;
  const [key] =
    Object.entries(properties).find(([, { enum: words }]) => words?.includes(data)) ?? [];
  return key === undefined ? undefined : asIs(`{ ${key}: ${String(data)} }`);
}

function describe(value: unknown): Said {
  if (value === null) return say`empty`;
  if (Array.isArray(value)) return say`a list`;
  if (typeof value === 'number') return Number.isInteger(value) ? say`a number` : say`a fraction`;
  return typeWords[typeof value] ?? say`something else`;
}

function negative(path: Path): Problem {
  const expected = say`more than 0, in quotes: "5.00"`;
  return { code: 'BAD_AMOUNT', path, message: say`${nameOf(path)} is negative`, expected };
}

/** A text that is not formed as it should be. */
export function wrongForm(error: ErrorObject, { path }: Around): Problem[] {
  const form = formOf(error.parentSchema?.['pattern']);
  // Of a fact that is no property, it is said which facts there are.
  if (form === 'property') return [];
  if (form === 'amount' && /^-[0-9]/.test(String(error.data))) return [negative(path)];
  const expected = form === undefined ? say`another form` : wantedForm(form);
  const code = form === undefined ? 'BAD_NAME' : codeOfForm[form];
  const message =
    code === 'BAD_NAME'
      ? say`${nameOf(path)} is not formed as it should be`
      : say`${nameOf(path)} cannot be read`;
  return [{ code, path, message, expected }];
}

const codeOfForm = {
  clock: 'BAD_OPENING_HOURS',
  link: 'BAD_NAME',
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
  asset: 'BAD_NAME',
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
      {
        code: 'UNKNOWN_FACT',
        path,
        message: say`unknown fact "${shown}"`,
        ...choice(value, known),
      },
    ];
  }
  if (last === 'operator') {
    return [
      {
        code: 'UNKNOWN_OPERATOR',
        path,
        message: say`unknown operator "${shown}"`,
        ...choice(value, known),
      },
    ];
  }
  const code = error.keyword === 'const' ? 'WRONG_KIND' : 'NOT_ONE_OF';
  return [
    { code, path, message: say`${nameOf(path)} cannot be "${shown}"`, ...choice(value, known) },
  ];
}

/** Every item that stood in the list before. */
export function repeatedItems(error: ErrorObject, { path }: Around): Problem[] {
  const seen = new Set<string>();
  return (error.data as unknown[]).flatMap((item, index): Problem[] => {
    const text = JSON.stringify(item);
    const isNew = !seen.has(text);
    seen.add(text);
    const message =
      typeof item === 'string' ? say`"${item}" stands twice` : say`the item stands twice`;
    const expected = say`each only once`;
    return isNew ? [] : [{ code: 'REPEATED_ITEM', path: [...path, index], message, expected }];
  });
}

const bounds: Readonly<Record<string, (bound: string) => Said>> = {
  minimum: (bound) => say`at least ${bound}`,
  maximum: (bound) => say`at most ${bound}`,
  minLength: (bound) =>
    bound === '1' ? say`at least one character` : say`at least ${bound} characters`,
  maxLength: (bound) => say`at most ${bound} characters`,
  minItems: (bound) => (bound === '1' ? say`at least one item` : say`at least ${bound} items`),
  maxItems: (bound) => say`at most ${bound} items`,
  maxProperties: (bound) => say`at most ${bound} keys`,
};

/** A number, a length or a count beyond its bounds. */
export function outOfRange(error: ErrorObject, { path }: Around): Problem[] {
  const bound = String(error.schema);
  const expected = bounds[error.keyword]?.(bound) ?? asIs(`${error.keyword} ${bound}`);
  return [{ code: 'OUT_OF_RANGE', path, message: say`${nameOf(path)} is out of range`, expected }];
}
