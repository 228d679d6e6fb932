import { diagnosticCodes, type DiagnosticCode } from '../../compile/diagnostic-codes.ts';
import { findings, isFindingId } from '../../lint/catalogue.ts';
import { phrase, say, type Language } from '../../lang/say.ts';
import { textOf, translated } from '../../lang/text.ts';
import type { Finding } from '../../lint/lint.ts';
import { markedLength } from '../output/frame.ts';
import type { SourceFile } from '../source-file.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

interface Result {
  readonly file: string;
  readonly text: string;
  readonly finding: Finding;
  /** Why it is silenced; undefined where it is not. */
  readonly reason?: string;
}

/**
 * Findings as one log of SARIF 2.1.0 (OASIS), silenced ones among them with their reasons. `results`
 * is there also when nothing was found: uploads without it are refused.
 */
export function sarifLog(files: readonly SourceFile[], language: Language = 'en'): object {
  const results = files.flatMap(({ file, text, findings: found, silenced }): Result[] => [
    ...found.map((finding) => ({ file, text, finding })),
    ...silenced.map(({ finding, reason }) => ({ file, text, finding, reason })),
  ]);
  const ids = [...new Set(results.map(({ finding }) => finding.code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'usher lint', rules: ids.map((id) => ruleOf(id, language)) } },
        columnKind: 'utf16CodeUnits',
        results: results.map((result) => ({
          ...resultOf(result, language),
          ruleIndex: ids.indexOf(result.finding.code),
        })),
      },
    ],
  };
}

function ruleOf(id: Finding['code'], language: Language): object {
  if (!isFindingId(id)) return { id, ...compilerTexts(id, language) };
  const { title, why, remedy, severity } = findings[id];
  return {
    id,
    shortDescription: { text: translated(title, language) },
    fullDescription: { text: translated(why, language) },
    help: { text: textOf(say`${phrase(remedy)} See docs/findings.md.`, language) },
    defaultConfiguration: { level: levels[severity] },
  };
}

function compilerTexts(id: DiagnosticCode, language: Language): object {
  const { meaning, remedy } = diagnosticCodes[id];
  return {
    shortDescription: { text: translated(meaning, language) },
    help: { text: textOf(say`${phrase(remedy)}. See docs/errors.md.`, language) },
  };
}

function resultOf({ file, text, finding, reason }: Result, language: Language): object {
  const { code, severity, message, expected, line, column } = finding;
  return {
    ruleId: code,
    level: levels[severity],
    message: { text: `${message}\n${textOf(say`right would be: ${expected}`, language)}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: {
            startLine: line,
            startColumn: column,
            endColumn: column + markedLength(finding, text),
          },
        },
      },
    ],
    suppressions:
      reason === undefined ? [] : [{ kind: 'inSource', status: 'accepted', justification: reason }],
  };
}

/** A path as a URI reference, relative where it was. */
function uriOf(file: string): string {
  const steps = file.replaceAll('\\', '/').split('/');
  return steps.map(encodeURIComponent).join('/');
}
