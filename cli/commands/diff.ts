import { Option, type Command } from 'commander';

import type { PolicyChange } from '../../compare/compare-policies.ts';
import type { TermsChange } from '../../compare/compare-terms.ts';
import { textOf } from '../../lang/text.ts';
import { addCommand, type CommonOptions } from '../command.ts';
import { compareVersions, type Comparison } from '../diff/comparison.ts';
import { costFields } from '../diff/costs.ts';
import { asMarkdown, asText } from '../diff/render.ts';
import { readVersion } from '../diff/version.ts';
import { exitCodes, exitWith, type ExitCode } from '../exit.ts';
import { addLanguage, languageFor, type LanguageOptions } from '../language.ts';
import { orDiagnostics } from '../not-compiled.ts';
import { openReport } from '../output/report.ts';

interface DiffOptions extends CommonOptions, LanguageOptions {
  readonly format?: Form;
}

const forms = ['text', 'markdown', 'json'] as const;
type Form = (typeof forms)[number];

/** `usher diff`: what a new version means. */
export function addDiff(program: Command): void {
  const command = addCommand(program, {
    usage: 'diff <old> <new>',
    summary: 'say what a change of a campaign or a risk policy means, and costs at worst',
    more: 'Compares terms, not lines: what changes for codes that will be issued, what does not change for those already out, which change raises the worst case, and what is cosmetic. Each side is a file, REV:path of Git, digest:DIGEST, or published:ID of what is in force. Exits with 0 when the terms are the same, with 1 when they differ or one has errors.',
    examples: [
      'usher diff HEAD:campaigns/registration.yaml campaigns/registration.yaml',
      'usher diff published:registration campaigns/registration.yaml --format markdown',
    ],
  });
  addLanguage(command)
    .addOption(
      new Option('--format <form>', 'markdown for the comment of a pull request').choices(forms),
    )
    .action((before: string, after: string, options: DiffOptions) =>
      exitWith(diff(before, after, options)),
    );
}

async function diff(old: string, fresh: string, options: DiffOptions): Promise<ExitCode> {
  const form = options.format ?? options.output;
  const language = languageFor(options, form);
  const report = openReport(form === 'json' ? 'json' : 'text');
  return orDiagnostics({ report, language }, async () => {
    const comparison = compareVersions(
      await readVersion(old, language),
      await readVersion(fresh, language),
    );
    const text =
      form === 'markdown' ? asMarkdown(comparison, language) : asText(comparison, language);
    report.result(text, fieldsOf(comparison));
    return isSame(comparison) ? exitCodes.ok : exitCodes.findings;
  });
}

function isSame({ found, variants }: Comparison): boolean {
  return found.changes.length === 0 && variants.length === 0;
}

function fieldsOf(comparison: Comparison): Readonly<Record<string, unknown>> {
  const { before, after, found, beside, variants } = comparison;
  const side = ({ name, digest }: Comparison['before']): object => ({ name, digest });
  return {
    kind: found.kind,
    same: isSame(comparison),
    before: side(before),
    after: side(after),
    changes: found.kind === 'campaign' ? found.changes.map(changeFields) : found.changes.map(told),
    costs: found.kind === 'campaign' ? found.costs.map(costFields) : [],
    besideTerms: beside,
    ...(variants.length === 0
      ? {}
      : {
          variants: variants.map(({ variant, against, changes }) => ({
            ...{ variant, against },
            changes: changes.map(changeFields),
          })),
        }),
  };
}

function changeFields(change: TermsChange): object {
  return { ...told(change), costs: change.costs.map(costFields) };
}

function told(change: TermsChange | PolicyChange): object {
  return { ...change, about: textOf(change.about, 'en') };
}
