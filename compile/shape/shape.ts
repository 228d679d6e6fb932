import { Ajv, type ValidateFunction } from 'ajv';
import type { Path, Problem } from '../diagnostic.ts';
import { mend, valueAt } from './mend.ts';
import type { PlacedError } from './around.ts';
import { problemsOf } from './problem.ts';
import { respell } from './respell.ts';

/** What the schema found, and which parts of the data can still be trusted to have its types. */
export interface Shape {
  readonly problems: readonly Problem[];
  /** Whether the part at `path` may be of another shape than its type says. */
  readonly isBroken: (path: Path) => boolean;
  /** Where in the file the part at `path` was written: its keys as they are spelt there. */
  readonly written: (path: Path) => Path;
}

/**
 * Checks against one of our own schemas, which is compiled when it is first needed: that takes most of the
 * time in which a command starts. Defaults are filled in, and misspelt keys get the name that is meant, so
 * that the rest is read. No author's pattern ever reaches it.
 */
export function shapeOf(schema: object): (data: unknown) => Shape {
  let compiled: ValidateFunction | undefined;
  return (data) => check((compiled ??= compileSchema(schema)), data);
}

function compileSchema(schema: object): ValidateFunction {
  return new Ajv({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    useDefaults: true,
    verbose: true,
    // That ours are valid is for a test to say; and optimizing takes longer than it saves on a file.
    validateSchema: false,
    code: { optimize: false },
  }).compile(schema);
}

function check(validate: ValidateFunction, data: unknown): Shape {
  const respelt = respell(data, (draft) => errorsIn(validate, draft));
  const broken: Path[] = [];
  const problems = errorsIn(validate, data).flatMap((placed) => {
    const { error, path } = placed;
    const found = problemsOf(error, placed);
    if (!mend(error, path, data)) broken.push(path, ...found.map((problem) => problem.path));
    return found;
  });
  const { written } = respelt;
  const rest = withoutRepeats(problems).map((one) => ({ ...one, path: written(one.path) }));
  return {
    problems: [...respelt.problems, ...rest],
    isBroken: (path) => broken.some((place) => startsWith(place, path) || startsWith(path, place)),
    written,
  };
}

/** Paths are read before anything is mended, while the data is as it was written. */
function errorsIn(validate: ValidateFunction, data: unknown): readonly PlacedError[] {
  validate(data);
  const errors = validate.errors ?? [];
  const { schema } = validate;
  return errors.map((error) => ({
    ...{ error, path: pathOf(error.instancePath, data) },
    ...{ data, errors, schema },
  }));
}

/** Ajv's JSON pointer as a path; a step into a list is a number. */
function pathOf(pointer: string, data: unknown): Path {
  const path: (string | number)[] = [];
  let value = data;
  for (const part of pointer.split('/').slice(1)) {
    const step = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(value) ? Number(step) : step);
    value = valueAt(data, path);
  }
  return path;
}

function startsWith(path: Path, start: Path): boolean {
  return start.length <= path.length && start.every((step, index) => step === path[index]);
}

function withoutRepeats(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter((problem) => {
    const name = JSON.stringify([problem.code, problem.path]);
    const isNew = !seen.has(name);
    seen.add(name);
    return isNew;
  });
}
