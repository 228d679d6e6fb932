import { colours } from '../output/colour.ts';
import { wrap } from '../output/wrap.ts';
import type { Comparison } from './comparison.ts';
import { sectionsOf, type Section } from './sections.ts';

/** A comparison for a terminal. */
export function asText(comparison: Comparison): string {
  const sections = sectionsOf(comparison).map(({ title, items, note }) =>
    [
      colours.bold(title),
      ...items.flatMap(({ head, lines }) => [
        wrapped(head, 2),
        ...lines.map((line) => wrapped(line, 4)),
      ]),
      ...(note === undefined ? [] : [wrap([{ text: note }], { first: 2, rest: 2 })]),
    ].join('\n'),
  );
  return [`${titleOf(comparison)}: ${verdictOf(comparison)}`, ...sections].join('\n\n');
}

function wrapped(text: string, indent: number): string {
  return wrap([{ text }], { first: indent, rest: indent + 2 });
}

/** A comparison for the comment of a pull request. */
export function asMarkdown(comparison: Comparison): string {
  const sections = sectionsOf(comparison).map(markdownOf);
  return [`### ${titleOf(comparison, code)}`, `${verdictOf(comparison)}.`, ...sections].join(
    '\n\n',
  );
}

function markdownOf({ title, items, note }: Section): string {
  const lines = items.flatMap((item) => [
    `- ${escape(item.head)}`,
    ...item.lines.map((line) => `  - ${escape(line)}`),
  ]);
  return [`#### ${title}`, lines.join('\n'), ...(note === undefined ? [] : [note])].join('\n\n');
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
): string {
  const what = after.kind === 'campaign' ? 'Campaign' : 'Risk policy';
  const id = after.kind === 'campaign' ? after.terms.campaign : after.policy.id;
  return `${what} ${id}, ${name(before.name)} -> ${name(after.name)}`;
}

function verdictOf({ before, found, beside, variants }: Comparison): string {
  const terms = before.kind === 'campaign' ? 'terms' : 'rules';
  // That a variant is new is one change, whatever its terms are.
  const count = variants
    .filter(({ against }) => against === 'former')
    .reduce((sum, { changes }) => sum + changes.length, found.changes.length);
  if (count > 0) return `${count} ${count === 1 ? 'change' : 'changes'}`;
  const isBeside = beside.differences.length > 0 || beside.wording;
  return isBeside ? `the same ${terms}, in other words` : `the same ${terms}`;
}
