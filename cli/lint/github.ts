import { say, type Language } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import type { Finding } from '../../lint/lint.ts';
import { markedLength } from '../output/frame.ts';
import type { SourceFile } from '../source-file.ts';

const levels = { error: 'error', warning: 'warning', info: 'notice' } as const;

/**
 * Findings as commands of a GitHub workflow, one a line, which GitHub shows beside the lines of a
 * pull request (GitHub documentation, "Workflow commands for GitHub Actions").
 */
export function githubLines(files: readonly SourceFile[], language: Language = 'en'): string {
  return files
    .flatMap(({ file, text, findings }) =>
      findings.map((finding) => annotation({ file, text }, finding, language)),
    )
    .join('\n');
}

function annotation(
  { file, text }: Pick<SourceFile, 'file' | 'text'>,
  finding: Finding,
  language: Language,
): string {
  const { line, column, severity, code, message, expected } = finding;
  const properties = {
    file,
    line,
    col: column,
    endColumn: column + markedLength(finding, text),
    title: code,
  };
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  const said = escaped(`${message}\n${textOf(say`right would be: ${expected}`, language)}`);
  return `::${levels[severity]} ${listed.join(',')}::${said}`;
}

function property(value: string | number): string {
  return escaped(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
