import stringWidth from 'string-width';

import { say, type Language } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { rightText, type Diagnostic } from '../../compile/diagnostic.ts';
import { colours } from './colour.ts';

/** Columns of the text around a mistake that are shown. */
const widthMax = 100;

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
  const paint = paints[severity];
  const where = path === '' ? '' : colours.dim(`  ${textOf(say`at ${printable(path)}`, language)}`);
  const right = textOf(say`right would be: ${rightText(diagnostic, language)}`, language);
  return [
    `${colours.bold(place)}  ${paint(textOf(severities[severity], language))} ${code}: ${printable(message)}${where}`,
    ...codeFrame(diagnostic, text),
    `      ${printable(right)}`,
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
  const from = column > widthMax - 20 ? column - 40 : 0;
  const show = (source: string): string => source.slice(from, from + widthMax);
  const before = lines[line - 2];
  const marked = markedLength({ line, column, value }, text);
  // Chinese characters take two columns of a terminal.
  const widthOf = (start: number, end: number): number =>
    Math.max(stringWidth(own.slice(start, end)), end - Math.max(start, own.length));
  return [
    ...(before === undefined || before.trim() === ''
      ? []
      : [colours.dim(`${number(line - 1)} | ${show(printable(before))}`)]),
    `${number(line)} | ${show(own)}`,
    `${' '.repeat(5)} | ${' '.repeat(widthOf(from, column - 1))}${'^'.repeat(widthOf(column - 1, column - 1 + marked))}`,
  ];
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
