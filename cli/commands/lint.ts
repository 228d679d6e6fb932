import type { Command } from 'commander';

import { addCommand, type CommonOptions } from '../command.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { counted } from '../output/counted.ts';
import { describeDiagnostic } from '../output/frame.ts';
import { openReport } from '../output/report.ts';
import { readSourceFiles } from '../source-file.ts';

interface LintOptions extends CommonOptions {
  readonly strict?: true;
}

/** `usher lint`: everything that would keep campaigns, risk policies and tests from running. */
export function addLint(program: Command): void {
  addCommand(program, {
    usage: 'lint <files...>',
    summary: 'check campaigns, risk policies and tests, and say all that is wrong with them',
    more: 'Exits with 1 when there is an error; warnings alone are 0, unless --strict.',
    examples: [
      'usher lint campaigns/*.yaml',
      'usher lint --strict -o json rules/policies/default.yaml',
    ],
  })
    .option('--strict', 'let warnings count as errors')
    .action((files: string[], options: LintOptions) => exitWith(lint(files, options)));
}

async function lint(paths: readonly string[], options: LintOptions): Promise<ExitCode> {
  const report = openReport(options.output);
  const files = await readSourceFiles(paths);
  const diagnostics = files.flatMap((file) => file.diagnostics);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  const described = files.flatMap(({ diagnostics: own, text }) =>
    own.map((diagnostic) => describeDiagnostic(diagnostic, text)),
  );
  const total = `${counted(files.length, 'file')}, ${counted(errors, 'error')}, ${counted(warnings, 'warning')}`;
  report.result([...described, total].join('\n\n'), {
    files: files.map(({ file, kind, compiled }) => ({
      file,
      kind,
      digest: compiled.ok && 'digest' in compiled ? compiled.digest : null,
    })),
    diagnostics,
    errors,
    warnings,
  });
  const wanting = errors > 0 || (options.strict === true && warnings > 0);
  return wanting ? exitCodes.findings : exitCodes.ok;
}
