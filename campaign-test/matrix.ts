import type { Path, Report } from '../compile/diagnostic.ts';
import { choice } from '../compile/nearest.ts';
import { say } from '../lang/say.ts';

/** A column's name in a text: `${delay}`. */
const placeholder = /\$\{([^}]*)\}/g;

/** The values of one row by column. */
export type Row = Readonly<Record<string, unknown>>;

/** The rows of a test; one without values where there is no matrix. Reports columns of unequal length. */
export function rowsOf(report: Report, path: Path, test: unknown): readonly Row[] {
  const columns = columnsOf(test);
  const [first] = columns;
  if (first === undefined) return [{}];
  const length = first[1].length;
  for (const [name, values] of columns) {
    if (values.length === length) continue;
    report({
      code: 'MATRIX_UNEVEN',
      path: [...path, 'matrix', name],
      message: say`"${name}" has ${values.length} values, and "${first[0]}" has ${length}`,
      expected: say`${length} values`,
    });
  }
  return Array.from({ length }, (_, index) =>
    Object.fromEntries(
      columns.flatMap(([name, values]) => (index < values.length ? [[name, values[index]]] : [])),
    ),
  );
}

/** A row by its values: `after +1h, tries 2`. */
export function wordsOf(row: Row): string {
  return Object.entries(row)
    .map(([column, value]) => `${column} ${String(value)}`)
    .join(', ');
}

function columnsOf(test: unknown): [string, readonly unknown[]][] {
  const matrix = isRecord(test) ? test['matrix'] : undefined;
  if (!isRecord(matrix)) return [];
  return Object.entries(matrix).filter((column): column is [string, readonly unknown[]] =>
    Array.isArray(column[1]),
  );
}

/**
 * A part of a test with the row's values in it. A text that is nothing but one column's name
 * becomes the value itself, whatever its type. Reports columns that there are not.
 */
export function fillIn(report: Report, path: Path, part: unknown, row: Row): unknown {
  if (typeof part === 'string') return fillText(report, path, part, row);
  if (Array.isArray(part)) {
    return part.map((item, index) => fillIn(report, [...path, index], item, row));
  }
  if (!isRecord(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, fillIn(report, [...path, key], value, row)]),
  );
}

function fillText(report: Report, path: Path, text: string, row: Row): unknown {
  const names = [...text.matchAll(placeholder)].map(([, name = '']) => name);
  for (const name of names) {
    if (Object.hasOwn(row, name)) continue;
    const known = Object.keys(row);
    report({
      code: 'UNKNOWN_NAME',
      path,
      message: say`the matrix has no column "${name.slice(0, 40)}"`,
      ...(known.length === 0
        ? { expected: say`a \`matrix\` with that column` }
        : choice(name, known)),
    });
  }
  const [only] = names;
  if (only !== undefined && text === `\${${only}}`) return row[only] ?? text;
  return text.replace(placeholder, (whole, name: string) => wordOf(row[name], whole));
}

function wordOf(value: unknown, otherwise: string): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : otherwise;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
