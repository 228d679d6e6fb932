import type { Diagnostic } from '../../compile/diagnostic.ts';
import type { HolderFinding, WordCategory, WordFinding } from '../../domain/content/words.ts';
import { joined, phrase, say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { describeDiagnostic } from '../output/frame.ts';

/** What a word is held against, in words: what its holder is told. */
export const categoriesInWords = {
  sensitive: 'forbidden, or a promise that nobody can keep',
  inducing: 'presses people to share',
  contact: 'leads people off the platform',
  impersonation: 'passes for somebody official',
} as const satisfies Record<WordCategory, string>;

/** Findings of a text with the places where they stand in it. */
export function describeFindings(
  findings: readonly WordFinding[],
  {
    file,
    text,
    language,
  }: { readonly file: string; readonly text: string; readonly language: Language },
): string {
  return findings
    .map((finding) =>
      describeDiagnostic(asDiagnostic(finding, { file, text, language }), text, language),
    )
    .join('\n\n');
}

/** What keeps a code pending, in a line: `characters 5 to 7: presses people to share`. */
export function sayFindings(findings: readonly HolderFinding[]): Said {
  const each = findings.map(({ start, end, category }) =>
    end - start === 1
      ? say`character ${end}: ${phrase(categoriesInWords[category])}`
      : say`characters ${start + 1} to ${end}: ${phrase(categoriesInWords[category])}`,
  );
  return joined(each, (before, next) => say`${before}; ${next}`);
}

function asDiagnostic(
  { word, category, severity, start, end }: WordFinding,
  {
    file,
    text,
    language,
  }: { readonly file: string; readonly text: string; readonly language: Language },
): Diagnostic<string> {
  const before = text.slice(0, start).split('\n');
  const value = text.slice(start, end);
  return {
    code: `WORDING_${category.toUpperCase()}`,
    severity: severity === 'hold' ? 'error' : 'warning',
    message: textOf(say`"${word}": ${phrase(categoriesInWords[category])}`, language),
    path: '',
    file,
    line: before.length,
    column: (before.at(-1) ?? '').length + 1,
    value,
    expected: textOf(say`other words`, language),
  };
}
