import type { Command } from 'commander';

import { say } from '../../lang/say.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { exitCodes, exitWith, WrongUse, type ExitCode } from '../exit.ts';
import { addLanguage, languageFor, type LanguageOptions } from '../language.ts';
import { NotCompiled, orDiagnostics } from '../not-compiled.ts';
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
  const [report, language] = [openReport(options.output), languageFor(options, options.output)];
  return orDiagnostics({ report, language }, async () => {
    const source = await readSourceFile(path, language);
    const { file } = source;
    if (source.kind !== 'campaign') throw new WrongUse(say`${file} is no campaign.`);
    if (!source.compiled.ok) throw new NotCompiled(source);
    const { resolved, compiled } = source;
    const bases = source.bases.map((base) => base.file);
    const { digest } = compiled;
    report.result(resolved.trimEnd(), { file, bases, digest, campaign: resolved, diagnostics: [] });
    return exitCodes.ok;
  });
}
