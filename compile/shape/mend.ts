import type { ErrorObject } from 'ajv';
import { forms } from '../../domain/campaign/schema/forms.ts';
import type { Path } from '../diagnostic.ts';

/**
 * Takes out of the data what is wrong but stands alone, so that the rest can be checked for its
 * meaning in the same run. False: what is there may be of another shape than its type says.
 * A blanked text is empty, and the readers report nothing for an empty text.
 */
export function mend(error: ErrorObject, path: Path, data: unknown): boolean {
  if (isHarmless(error)) return true;
  const words = error.params as Record<string, unknown>;
  if (error.keyword === 'additionalProperties') {
    return remove(data, [...path, String(words['additionalProperty'])]);
  }
  if (error.keyword === 'false schema') return remove(data, path);
  const condition = conditionIn(path);
  if (condition !== undefined) return put(data, condition, { all: [] });
  if (error.keyword === 'required') {
    return mendMissing(error, [...path, String(words['missingProperty'])], data);
  }
  const schema = error.parentSchema ?? {};
  const { default: usual } = schema as { default?: unknown };
  if (usual !== undefined && !isObject(usual)) return put(data, path, usual);
  return typeof schema['pattern'] === 'string' && put(data, path, '');
}

/** What no reader stumbles over: a word that there is not, a repetition, a choice of several. */
function isHarmless(error: ErrorObject): boolean {
  switch (error.keyword) {
    case 'if':
    case 'anyOf':
    case 'not':
    case 'uniqueItems':
      return true;
    case 'pattern':
      return error.parentSchema?.['pattern'] === forms.property;
    case 'oneOf':
      return !error.schemaPath.includes('condition');
    case 'enum':
      return typeof error.data === 'string' && !('default' in (error.parentSchema ?? {}));
    default:
      return false;
  }
}

/** A missing text is left empty; one that only another choice asks for may stay away. */
function mendMissing(error: ErrorObject, path: Path, data: unknown): boolean {
  const known = error.parentSchema?.['properties'] as Record<string, object> | undefined;
  if (known === undefined) return true;
  const schema = known[String(path.at(-1))];
  return schema !== undefined && 'pattern' in schema && put(data, path, '');
}

/** The path of the whole condition that a path leads into. */
function conditionIn(path: Path): Path | undefined {
  const last = path[1] === 'rules' ? path.indexOf('when') : path.indexOf('condition');
  return last < 0 ? undefined : path.slice(0, last + 1);
}

function remove(data: unknown, path: Path): boolean {
  const parent = valueAt(data, path.slice(0, -1));
  const key = path.at(-1);
  return isObject(parent) && typeof key === 'string' && Reflect.deleteProperty(parent, key);
}

function put(data: unknown, path: Path, value: unknown): boolean {
  const parent = valueAt(data, path.slice(0, -1));
  const key = path.at(-1);
  return isObject(parent) && key !== undefined && Reflect.set(parent, key, value);
}

/** What stands at a path; undefined where nothing does. */
export function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (!isObject(value)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
