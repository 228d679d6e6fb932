import { say, type Language, type Said } from '../../lang/say.ts';
import { textOf } from '../../lang/text.ts';
import { colours } from '../output/colour.ts';
import { wrap } from '../output/wrap.ts';
import type { Comparison } from './comparison.ts';
import { sectionsOf, type Section } from './sections.ts';

/** A comparison for a terminal. */
export function asText(comparison: Comparison, language: Language): string {
  const text = (said: Said): string => textOf(said, language);
  const sections = sectionsOf(comparison).map(({ title, items, note }) =>
    [
      colours.bold(text(title)),
      ...items.flatMap(({ head, lines }) => [
        wrapped(text(head), 2),
        ...lines.map((line) => wrapped(text(line), 4)),
      ]),
      ...(note === undefined ? [] : [wrap([{ text: text(note) }], { first: 2, rest: 2 })]),
    ].join('\n'),
  );
  const head = say`${titleOf(comparison)}: ${verdictOf(comparison)}`;
  return [text(head), ...sections].join('\n\n');
}

function wrapped(text: string, indent: number): string {
  return wrap([{ text }], { first: indent, rest: indent + 2 });
}

/** A comparison for the comment of a pull request. */
export function asMarkdown(comparison: Comparison, language: Language): string {
  const sections = sectionsOf(comparison).map((section) => markdownOf(section, language));
  return [
    `### ${textOf(titleOf(comparison, code), language)}`,
    textOf(say`${verdictOf(comparison)}.`, language),
    ...sections,
  ].join('\n\n');
}

function markdownOf({ title, items, note }: Section, language: Language): string {
  const lines = items.flatMap((item) => [
    `- ${escape(textOf(item.head, language))}`,
    ...item.lines.map((line) => `  - ${escape(textOf(line, language))}`),
  ]);
  return [
    `#### ${textOf(title, language)}`,
    lines.join('\n'),
    ...(note === undefined ? [] : [textOf(note, language)]),
  ].join('\n\n');
}

/** Files and their words come from whoever made the pull request, so none of them may be markup. */
function escape(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|!@~&]/g, '\\$&');
}

function code(text: string): string {
  const fence = text.includes('`') ? '``' : '`';
  return `${fence}${text.replaceAll(/[\r\n]/g, ' ')}${fence}`;
}

function titleOf(
  { before, after }: Comparison,
  name: (text: string) => string = (text) => text,
): Said {
  const [old, fresh] = [name(before.name), name(after.name)];
  return after.kind === 'campaign'
    ? say`Campaign ${after.terms.campaign}, ${old} -> ${fresh}`
    : say`Risk policy ${after.policy.id}, ${old} -> ${fresh}`;
}

function verdictOf({ before, found, beside, variants }: Comparison): Said {
  // That a variant is new is one change, whatever its terms are.
  const count = variants
    .filter(({ against }) => against === 'former')
    .reduce((sum, { changes }) => sum + changes.length, found.changes.length);
  if (count > 0) return count === 1 ? say`1 change` : say`${count} changes`;
  const same = before.kind === 'campaign' ? say`the same terms` : say`the same rules`;
  const isBeside = beside.differences.length > 0 || beside.wording;
  return isBeside ? say`${same}, in other words` : same;
}
