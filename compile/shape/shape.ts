import { Ajv, type ValidateFunction } from 'ajv';
import type { Path, Problem } from '../diagnostic.ts';
import { mend, valueAt } from './mend.ts';
import { nearest } from '../nearest.ts';
import { problemsOf } from './problem.ts';

/** What the schema found, and which parts of the data can still be trusted to have its types. */
export interface Shape {
  readonly problems: readonly Problem[];
  /** Whether the part at `path` may be of another shape than its type says. */
  readonly isBroken: (path: Path) => boolean;
}

/** Compiles a schema once; defaults are filled in. No author's pattern ever reaches it. */
export function shapeOf(schema: object): (data: unknown) => Shape {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    useDefaults: true,
    verbose: true,
  });
  const validate = ajv.compile(schema);
  return (data) => check(validate, data);
}

function check(validate: ValidateFunction, data: unknown): Shape {
  validate(data);
  const errors = validate.errors ?? [];
  const broken: Path[] = [];
  // Paths are read before anything is mended, while the data is as it was written.
  const placed = errors.map((error) => ({ error, path: pathOf(error.instancePath, data) }));
  const problems = placed.flatMap(({ error, path }) => {
    const found = problemsOf(error, { path, data, errors });
    if (!mend(error, path, data)) broken.push(path, ...found.map((problem) => problem.path));
    return found;
  });
  return {
    problems: withoutRepeats(problems),
    isBroken: (path) => broken.some((place) => startsWith(place, path) || startsWith(path, place)),
  };
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
    return isNew && !isMisspelt(problem, problems);
  });
}

/** A key that is missing because it was misspelt next to where it should be. */
function isMisspelt(problem: Problem, problems: readonly Problem[]): boolean {
  if (problem.code !== 'MISSING_KEY') return false;
  const key = String(problem.path.at(-1));
  return problems.some(
    ({ code, path }) =>
      code === 'UNKNOWN_KEY' &&
      path.length === problem.path.length &&
      startsWith(path, problem.path.slice(0, -1)) &&
      nearest(String(path.at(-1)), [key]) === key,
  );
}
