import type { Command } from 'commander';

import { addCommand, type CommonOptions } from '../command.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { addLanguage, languageFor, type LanguageOptions } from '../language.ts';
import { describeDiagnostic } from '../output/frame.ts';
import { openReport } from '../output/report.ts';
import { readSourceFile } from '../source-file.ts';

type ResolveOptions = CommonOptions & LanguageOptions;

/** `usher resolve`: a campaign as it is when everything that it extends is in it. */
export function addResolve(program: Command): void {
  const command = addCommand(program, {
    usage: 'resolve <file>',
    summary: 'print a campaign with everything that it extends in it',
    more: 'What is printed stands alone, has the same terms and the same digest, and keeps the comments of the file itself. A campaign that extends nothing is printed as it is. Exits with 1 when the campaign has errors.',
    examples: [
      'usher resolve campaigns/spring.yaml',
      'usher resolve campaigns/spring.yaml > whole.yaml',
    ],
  });
  addLanguage(command).action((path: string, options: ResolveOptions) =>
    exitWith(resolve(path, options)),
  );
}

async function resolve(path: string, options: ResolveOptions): Promise<ExitCode> {
  const language = languageFor(options, options.output);
  const source = await readSourceFile(path, language);
  const { file, text, compiled } = source;
  if (source.kind !== 'campaign') throw new WrongUse(`${file} is no campaign.`);
  const report = openReport(options.output);
  const bases = source.bases.map((base) => base.file);
  if (!compiled.ok) {
    const { diagnostics } = compiled;
    const described = diagnostics.map((diagnostic) =>
      describeDiagnostic(diagnostic, text, language),
    );
    report.result(described.join('\n\n'), { file, bases, diagnostics });
    return exitCodes.findings;
  }
  const { resolved } = source;
  const digest = 'digest' in compiled ? compiled.digest : null;
  report.result(resolved.trimEnd(), { file, bases, digest, campaign: resolved, diagnostics: [] });
  return exitCodes.ok;
}
