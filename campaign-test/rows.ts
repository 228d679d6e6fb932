import type { Problem } from '../compile/diagnostic.ts';
import { say } from '../lang/say.ts';
import { wordsOf, type Row } from './matrix.ts';

/** Something wrong, and the number of the row in which it is; null where it is of no one row. */
export interface FoundInRow {
  readonly problem: Problem;
  readonly row: number | null;
}

/**
 * What is wrong in all rows of a matrix alike is said once; what is wrong in some of them is said of
 * each, with its name. `rows` are those of each test of the file.
 */
export function tellByRow(
  found: readonly FoundInRow[],
  rows: readonly (readonly Row[])[],
): readonly Problem[] {
  const alike = new Map<string, { problem: Problem; numbers: Set<number | null> }>();
  for (const { problem, row } of found) {
    const own = rowsOfTest(problem, rows);
    const key = JSON.stringify([problem.code, problem.path, problem.message]);
    const known = alike.get(key) ?? { problem, numbers: new Set() };
    // Where another test of the file has more rows, the last one stands in for those to come.
    alike.set(key, known);
    known.numbers.add(row === null || own.length === 0 ? null : Math.min(row, own.length - 1));
  }
  return [...alike.values()].flatMap(({ problem, numbers }) => {
    const own = rowsOfTest(problem, rows);
    if (numbers.has(null) || numbers.size >= own.length) return [problem];
    return [...numbers].map((number) => inRow(problem, own[number ?? 0] ?? {}));
  });
}

function inRow(problem: Problem, row: Row): Problem {
  return { ...problem, message: say`in row (${wordsOf(row)}): ${problem.message}` };
}

function rowsOfTest({ path }: Problem, rows: readonly (readonly Row[])[]): readonly Row[] {
  const [part, index] = path;
  return part === 'tests' && typeof index === 'number' ? (rows[index] ?? []) : [];
}
