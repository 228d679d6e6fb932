import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { pathText, type Diagnostic, type Path, type Problem } from './diagnostic.ts';
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
  const place = find(parsed, problem.path);
  const node = place.whole && problem.at !== 'key' ? place.value : (place.key ?? place.value);
  const offset = node?.range?.[0] ?? 0;
  const { line, col } = parsed.lines.linePos(offset);
  const value = place.whole ? textOf(parsed, node) : undefined;
  return {
    code: problem.code,
    severity: problem.severity ?? 'error',
    message: problem.message,
    path: pathText(problem.path),
    line: Math.max(1, line),
    column: Math.max(1, col),
    ...(value === undefined ? {} : { value }),
    expected:
      typeof problem.expected === 'string' ? problem.expected : problem.expected(value ?? ''),
  };
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
