import stringWidth from 'string-width';

import { say, type Language } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { rightText, type Diagnostic } from '../../compile/diagnostic.ts';
import { colours } from './colour.ts';
import { columnsMax, wrap, type Part } from './wrap.ts';

/** Columns of the text around a mistake that are shown, after the number of the line. */
const widthMax = columnsMax - 8;
/** Columns before a mistake that are kept, where its line is cut. */
const widthBefore = 30;
/** Of what is said below a place. */
const indent = 6;

const paints = { error: colours.red, warning: colours.yellow, info: colours.cyan };

const severities = { error: say`error`, warning: say`warning`, info: say`info` };

/** A diagnostic for people: where, what, the line itself, and what would be right. */
export function describeDiagnostic(
  diagnostic: Diagnostic<string>,
  text: string,
  language: Language = 'en',
): string {
  const { file, line, column, severity, code, message, path } = diagnostic;
  const place = `${file ?? '-'}:${line}:${column}`;
  const named = textOf(severities[severity], language);
  const head: Part[] = [
    { text: place, paint: colours.bold, whole: true },
    { text: ` ${named}`, paint: paints[severity], whole: true },
    { text: `${code}:`, whole: true },
    { text: printable(message) },
  ];
  const where = textOf(say`at ${printable(path)}`, language);
  if (path !== '') head.push({ text: ` ${where}`, paint: colours.dim, whole: true });
  const right = textOf(say`right would be: ${rightText(diagnostic, language)}`, language);
  return [
    wrap(head, { first: 0, rest: indent }),
    ...codeFrame(diagnostic, text),
    wrap([{ text: printable(right) }], { first: indent, rest: indent + 2 }),
  ].join('\n');
}

/** The line before, the line itself, and a mark under the offending value. */
export function codeFrame(
  { line, column, value }: Pick<Diagnostic<string>, 'line' | 'column' | 'value'>,
  text: string,
): string[] {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  const own = printable(lines[line - 1] ?? '');
  if (own.trim() === '') return [];
  const before = printable(lines[line - 2] ?? '');
  // A mistake may stand behind the end of its line, where nothing is.
  const at = Math.min(column - 1, own.length);
  const end = at + markedLength({ line, column, value }, text);
  const from = startOf(own, at, end);
  const blanks = (from > 0 ? 1 : 0) + stringWidth(own.slice(from, at));
  const marks = Math.max(1, stringWidth(own.slice(at, end)));
  return [
    ...(before.trim() === '' ? [] : [colours.dim(`${number(line - 1)} | ${cut(before, 0)}`)]),
    `${number(line)} | ${cut(own, from)}`,
    `${' '.repeat(5)} | ${' '.repeat(blanks)}${'^'.repeat(Math.max(1, Math.min(marks, widthMax - blanks)))}`,
  ];
}

/** From where a line is shown, so that what is meant in it is seen. */
function startOf(own: string, column: number, end: number): number {
  const fits = stringWidth(own) <= widthMax || stringWidth(own.slice(0, end)) < widthMax;
  if (fits) return 0;
  let from = column;
  while (from > 0 && stringWidth(own.slice(from - 1, column)) <= widthBefore) from -= 1;
  return isInsidePair(own, from) ? from + 1 : from;
}

function isInsidePair(text: string, index: number): boolean {
  return /^[\udc00-\udfff]/.test(text.slice(index, index + 1));
}

/** A line from one place on, with an ellipsis for what is left out at either end. */
function cut(source: string, from: number): string {
  const rest = source.slice(from);
  const start = from > 0 ? '…' : '';
  if (stringWidth(start + rest) <= widthMax) return start + rest;
  let shown = start;
  let width = start.length;
  for (const character of rest) {
    width += stringWidth(character);
    if (width >= widthMax) break;
    shown += character;
  }
  return `${shown}…`;
}

/** How many characters of the line are meant: those of the value, where it stands there whole. */
export function markedLength(
  {
    line,
    column,
    value,
  }: Pick<Diagnostic<string>, 'line' | 'column'> & { value?: string | undefined },
  text: string,
): number {
  const own = text.replace(/^\ufeff/, '').split('\n')[line - 1] ?? '';
  return value !== undefined && printable(own).startsWith(value, column - 1) ? value.length : 1;
}

function number(line: number): string {
  return String(line).padStart(5);
}

/** A control character would move the cursor of a terminal; a tab would move the mark. */
function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ').trimEnd();
}
