import { isMap, isSeq, parseDocument, type Document, type YAMLSeq } from 'yaml';
import { pathText, type Path, type Problem } from '../compile/diagnostic.ts';
import { choice } from '../compile/nearest.ts';
import { say } from '../lang/say.ts';
import type { TestCase } from './case.ts';

export type Changed =
  | {
      readonly ok: true;
      readonly text: string;
      /** Where each change stands in the campaign, as diagnostics write it, by its key. */
      readonly placed: ReadonlyMap<string, string>;
    }
  | { readonly ok: false; readonly problem: Problem };

type Steps =
  | { readonly ok: true; readonly steps: Path }
  | { readonly ok: false; readonly problem: Omit<Problem, 'path' | 'at'> };

/** A campaign's text with the changes of one test in it, or which of them leads nowhere. */
export function changedText(
  text: string,
  { path, changes }: Pick<TestCase, 'path' | 'changes'>,
): Changed {
  const entries = Object.entries(changes);
  if (entries.length === 0) return { ok: true, text, placed: new Map() };
  const document = parseDocument(text);
  const placed = new Map<string, string>();
  for (const [name, value] of entries) {
    const found = stepsOf(document, name);
    if (!found.ok) {
      return { ok: false, problem: { ...found.problem, path: [...path, 'with', name], at: 'key' } };
    }
    document.setIn(found.steps, document.createNode(value));
    placed.set(name, pathText(found.steps));
  }
  return { ok: true, text: document.toString(), placed };
}

/** Which of several changes something is about that was found at a place: the nearest one. */
export function guiltyOf(placed: ReadonlyMap<string, string>, at: string): string | undefined {
  const around = [...placed].filter(([, place]) => isWithin(at, place) || isWithin(place, at));
  const [nearest] = around.sort(([, a], [, b]) => b.length - a.length);
  const [only] = placed.keys();
  return nearest?.[0] ?? (placed.size === 1 ? only : undefined);
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}

/** A path of names, in which an item of a list stands for its place in it. */
function stepsOf(document: Document, path: string): Steps {
  const steps: (string | number)[] = [];
  for (const name of path.split('.')) {
    const parent = steps.length === 0 ? document.contents : document.getIn(steps, true);
    if (isSeq(parent)) {
      const index = indexOf(parent, name);
      if (index === undefined) return { ok: false, problem: unknownItem(parent, name) };
      steps.push(index);
    } else if (parent === undefined || isMap(parent)) {
      steps.push(name);
    } else {
      return { ok: false, problem: nothingWithin(steps.join('.'), name) };
    }
  }
  return { ok: true, steps };
}

/** Where in a list the item is that has this id, or this place; the place after the last is a new one. */
function indexOf({ items }: YAMLSeq, name: string): number | undefined {
  const index = items.findIndex((item) => isMap(item) && item.get('id') === name);
  if (index >= 0) return index;
  return /^[0-9]+$/.test(name) && Number(name) <= items.length ? Number(name) : undefined;
}

function unknownItem({ items }: YAMLSeq, name: string): Omit<Problem, 'path' | 'at'> {
  const ids = items.flatMap((item) => (isMap(item) ? [item.get('id')] : []));
  const named = ids.filter((id) => typeof id === 'string');
  const known = named.length === 0 ? items.map((_, index) => String(index)) : named;
  return {
    code: 'UNKNOWN_NAME',
    message: say`the list has no item "${name}"`,
    ...(known.length === 0
      ? { expected: say`another path: the list is empty` }
      : choice(name, known)),
  };
}

function nothingWithin(parent: string, name: string): Omit<Problem, 'path' | 'at'> {
  return {
    code: 'UNKNOWN_NAME',
    message: say`there is no "${name}" in ${parent}, which is a single value`,
    expected: say`the path of a value, or of one that can be added`,
  };
}
