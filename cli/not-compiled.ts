import { say, type Language } from '../lang/say.ts';
import { textOf } from '../lang/text.ts';
import { exitCodes, type ExitCode } from './exit.ts';
import { describeDiagnostic } from './output/frame.ts';
import type { Report } from './output/report.ts';
import type { SourceFile } from './source-file.ts';

/** A command needs a file that has errors: these are its answer. */
export class NotCompiled extends Error {
  override readonly name = 'NotCompiled';
  readonly source: SourceFile;

  constructor(source: SourceFile) {
    super(`there is something wrong with ${source.file}`);
    this.source = source;
  }
}

/** Where an answer goes, and in which language. */
export interface Answering {
  readonly report: Report;
  readonly language: Language;
  /** What the JSON says besides, where nothing was done. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** Does a command's work, or answers with what is wrong with a file that it needs. */
export async function orDiagnostics(
  answering: Answering,
  work: () => Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof NotCompiled)) throw error;
    return reportDiagnostics(answering, error);
  }
}

function reportDiagnostics(
  { report, language, fields }: Answering,
  { source }: NotCompiled,
): ExitCode {
  const { file, findings: diagnostics, text } = source;
  const described = diagnostics.map((one) => describeDiagnostic(one, text, language));
  const verdict = textOf(say`Nothing was done: ${file} has errors.`, language);
  report.result([...described, verdict].join('\n\n'), { ...fields, file, diagnostics });
  return exitCodes.findings;
}
