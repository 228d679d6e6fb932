import { phrase, say, type Language, type Said } from '../lang/say.ts';
import { textOf } from '../lang/text.ts';
import { families } from '../lint/catalogue.ts';
import type { FindingText } from '../lint/finding.ts';

const head: readonly (Said | string)[] = [
  say`# Findings`,
  say`<!-- Written by \`npm run generate\` from the tables in lint/. Change those, not this page. -->`,
  say`What \`usher lint\` finds beyond the mistakes of [errors.md](errors.md), which keep a file from having terms at all. An **error** keeps a file from being published; a **warning** should be mended; an **info** is worth knowing. \`--strict\` lets warnings count as errors.`,
  say`A finding is silenced on its line, or on a line of its own just above, by a comment with its id and a reason:`,
  '```yaml\nbudget: { CNY: "10000.00" } # usher-ignore WORST_CASE_ABOVE_BUDGET: the campaign ends with the money\n```',
  say`Warnings of the compiler are silenced in the same way; its errors are not.`,
];

/** docs/findings.md, and the same in other languages. */
export function findingsPage(language: Language): string {
  const words = (said: Said | string): string =>
    typeof said === 'string' ? said : textOf(said, language);
  const contents = Object.entries(families).map(([family, texts]) => {
    const links = Object.keys(texts).map((id) => `[${id}](#${id.toLowerCase()})`);
    return words(say`- ${phrase(family)}: ${links.join(', ')}`);
  });
  const sections = Object.entries(families).flatMap(([family, texts]) => [
    `## ${words(phrase(family))}`,
    ...Object.entries<FindingText>(texts).flatMap(([id, text]) => section(id, text).map(words)),
  ]);
  const parts = [...head.map(words), contents.join('\n'), ...sections];
  return `${parts.join('\n\n')}\n`;
}

const levels = { error: say`error`, warning: say`warning`, info: say`info` } as const;

function section(id: string, text: FindingText): readonly (Said | string)[] {
  const { severity, title, why, example, remedy, fixed } = text;
  const level = levels[severity];
  return [
    `### ${id}`,
    fixed === true
      ? say`**${level}**, cannot be silenced: ${phrase(title)}.`
      : say`**${level}**: ${phrase(title)}.`,
    phrase(why),
    `\`\`\`yaml\n${example}\n\`\`\``,
    say`*How to mend it.* ${phrase(remedy)}`,
  ];
}
