import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { say, type Language } from '../lang/say.ts';
import { textOf as worded } from '../lang/text.ts';
import { pathText, type Diagnostic, type Path, type Problem } from './diagnostic.ts';
import { originAt } from './extend/origin.ts';
import type { Parsed } from './parse.ts';

const valueMax = 60;

interface Place {
  readonly key: Node | null;
  readonly value: Node | null;
  /** Whether the whole path is in the file. */
  readonly whole: boolean;
}

/** Gives a problem its line and column, of the key or value that its path leads to. */
export function locate<Code extends string>(
  parsed: Parsed,
  problem: Problem<Code>,
): Diagnostic<Code> {
  const { line, column, value, within } = locateWritten(parsed, problem);
  const variant = parsed.layers?.variant;
  const where = variant === undefined ? problem.path : writtenAt(parsed, problem.path);
  const said =
    variant === undefined ? problem.message : say`variant ${variant}: ${problem.message}`;
  return {
    code: problem.code,
    severity: problem.severity ?? 'error',
    message: worded(within === undefined ? said : say`${said} (${within})`, parsed.language),
    path: pathText(where),
    line,
    column,
    ...(value === undefined ? {} : { value }),
    ...rightOf(problem, { value: value ?? '', language: parsed.language }),
  };
}

function rightOf(
  { expected, meant }: Pick<Problem<string>, 'expected' | 'meant'>,
  { value, language }: { readonly value: string; readonly language: Language },
): Pick<Diagnostic, 'expected' | 'meant'> {
  const right = worded(typeof expected === 'function' ? expected(value) : expected, language);
  return meant === undefined ? { expected: right } : { expected: right, meant };
}

/** Of something that a variant says, its path in the file; what it shares has the same path. */
function writtenAt({ layers }: Parsed, path: Path): Path {
  const origin = layers && originAt(layers.root, path);
  return origin === undefined || origin.layer > 0 ? path : origin.path;
}

/** What another file says is reported where that file is named, with its place there as `within`. */
function locateWritten(
  parsed: Parsed,
  { path, at }: Problem<string>,
): ReturnType<typeof locatePath> & { readonly within?: string } {
  const { layers } = parsed;
  if (layers === undefined) return locatePath(parsed, path, at);
  const origin = originAt(layers.root, path);
  const base = layers.bases[origin.layer - 1];
  if (base === undefined) return locatePath(parsed, origin.path, at);
  const { line, column } = locatePath(parsed, ['extends']);
  const there = locatePath(base.parsed, origin.path, at);
  return { ...there, line, column, within: `${base.file}:${there.line}:${there.column}` };
}

/** Where the key or value that a path leads to stands, as far as the file has the path; from 1. */
export function locatePath(
  parsed: Parsed,
  path: Path,
  at: Problem['at'] = 'value',
): { readonly line: number; readonly column: number; readonly value?: string } {
  const place = find(parsed, path);
  const node = place.whole && at !== 'key' ? place.value : (place.key ?? place.value);
  const { line, col } = parsed.lines.linePos(node?.range?.[0] ?? 0);
  const value = place.whole ? textOf(parsed, node) : undefined;
  const from = { line: Math.max(1, line), column: Math.max(1, col) };
  return value === undefined ? from : { ...from, value };
}

/** Follows a path as far as the file has it. */
function find(parsed: Parsed, path: Path): Place {
  let key: Node | null = null;
  let value: Node | null = parsed.document.contents;
  for (const step of path) {
    if (isMap(value) && typeof step === 'string') {
      const pair = value.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (pair === undefined) return { key, value, whole: false };
      key = pair.key as Node;
      value = pair.value as Node | null;
    } else if (isSeq(value) && typeof step === 'number') {
      const item = value.items[step] as Node | undefined;
      if (item === undefined) return { key, value, whole: false };
      key = null;
      value = item;
    } else {
      return { key, value, whole: false };
    }
  }
  return { key, value, whole: true };
}

function textOf(parsed: Parsed, node: Node | null): string | undefined {
  if (!node?.range) return undefined;
  const source = parsed.text.slice(node.range[0], node.range[1]).trim();
  if (source === '') return undefined;
  const [first = ''] = source.split('\n');
  const cut = first.trimEnd();
  return cut.length > valueMax || cut.length < source.length
    ? `${cut.slice(0, valueMax - 1)}…`
    : cut;
}
