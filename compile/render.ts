import { rightText, type Diagnostic, type Severity } from './diagnostic.ts';

/** How a part of the text is set off on a screen; the text itself stays the same. */
export type Paint = (text: string, part: Severity | 'place' | 'frame' | 'hint') => string;

const around = 2;
const widthMax = 120;

/**
 * Writes diagnostics for people: `file:line:column`, what is wrong, the lines around it with a
 * caret, and what would be right. `text` is the file as it was compiled.
 */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic<string>[],
  text: string,
  paint: Paint = (plain) => plain,
): string {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  return diagnostics.map((diagnostic) => renderOne(diagnostic, lines, paint)).join('\n');
}

function renderOne(diagnostic: Diagnostic<string>, lines: readonly string[], paint: Paint): string {
  const { file = 'campaign', line, column, severity, code, message, path } = diagnostic;
  const place = paint(`${file}:${String(line)}:${String(column)}`, 'place');
  const head = `${place} ${paint(`${severity} ${code}`, severity)} ${shown(message)}`;
  const where = path === '' ? [] : [paint(`  at ${shown(path)}`, 'frame')];
  return [
    head,
    ...where,
    ...frame(diagnostic, lines, paint),
    ...(diagnostic.value === undefined
      ? []
      : [paint(`  found: ${shown(diagnostic.value)}`, 'hint')]),
    paint(`  right: ${shown(rightText(diagnostic))}`, 'hint'),
    '',
  ].join('\n');
}

/** The offending line with a caret, and a few lines before and after. */
function frame(
  { line, column }: Diagnostic<string>,
  lines: readonly string[],
  paint: Paint,
): string[] {
  const first = Math.max(1, line - around);
  const last = Math.min(lines.length, line + around);
  const gutter = String(last).length;
  const rows: string[] = [];
  for (let number = first; number <= last; number += 1) {
    const source = lines[number - 1] ?? '';
    const from = number === line ? Math.max(0, column - widthMax) : 0;
    const mark = number === line ? '>' : ' ';
    const label = `${mark} ${String(number).padStart(gutter)} | `;
    rows.push(paint((label + shown(source.slice(from, from + widthMax))).trimEnd(), 'frame'));
    if (number !== line) continue;
    const before = source
      .slice(from, column - 1)
      .replace(/[^\t]/g, (character) => blank(character));
    rows.push(paint(`  ${' '.repeat(gutter)} | ${before}^`, 'frame'));
  }
  return rows;
}

/** Wide characters take two columns on a screen, so that the caret needs two blanks for them. */
function blank(character: string): string {
  return /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
    character,
  )
    ? '  '
    : ' ';
}

/** Control characters must not reach a terminal. */
function shown(source: string): string {
  return source.replace(/[^\t\P{Cc}]/gu, '\u00b7');
}
