import { diagnosticCodes, type DiagnosticCode } from '../../compile/diagnostic-codes.ts';
import { findings, isFindingId } from '../../lint/catalogue.ts';
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
export function sarifLog(files: readonly SourceFile[]): object {
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
        tool: { driver: { name: 'usher lint', rules: ids.map(ruleOf) } },
        columnKind: 'utf16CodeUnits',
        results: results.map((result) => resultOf(result, ids.indexOf(result.finding.code))),
      },
    ],
  };
}

function ruleOf(id: Finding['code']): object {
  if (!isFindingId(id)) return { id, ...compilerTexts(id) };
  const { title, why, remedy, severity } = findings[id];
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${remedy} See docs/findings.md.` },
    defaultConfiguration: { level: levels[severity] },
  };
}

function compilerTexts(id: DiagnosticCode): object {
  const { meaning, remedy } = diagnosticCodes[id];
  return { shortDescription: { text: meaning }, help: { text: `${remedy}. See docs/errors.md.` } };
}

function resultOf({ file, text, finding, reason }: Result, ruleIndex: number): object {
  const { code, severity, message, expected, line, column } = finding;
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: `${message}\nright would be: ${expected}` },
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
