import { families } from '../lint/catalogue.ts';
import type { FindingText } from '../lint/finding.ts';

const head = `# Findings

<!-- Written by \`npm run generate\` from the tables in lint/. Change those, not this page. -->

What \`usher lint\` finds beyond the mistakes of [errors.md](errors.md), which keep a file from having terms at
all. An **error** keeps a file from being published; a **warning** should be mended; an **info** is worth
knowing. \`--strict\` lets warnings count as errors.

A finding is silenced on its line, or on a line of its own just above, by a comment with its id and a
reason:

\`\`\`yaml
budget: { CNY: "10000.00" } # usher-ignore WORST_CASE_ABOVE_BUDGET: the campaign ends with the money
\`\`\`

Warnings of the compiler are silenced in the same way; its errors are not.
`;

/** docs/findings.md. */
export function findingsPage(): string {
  const contents = Object.entries(families).map(([family, texts]) => {
    const links = Object.keys(texts).map((id) => `[${id}](#${id.toLowerCase()})`);
    return `- ${family}: ${links.join(', ')}`;
  });
  const sections = Object.entries(families).flatMap(([family, texts]) => [
    `## ${family}`,
    '',
    ...Object.entries<FindingText>(texts).flatMap(([id, text]) => section(id, text)),
  ]);
  return [head, ...contents, '', ...sections].join('\n').trimEnd().concat('\n');
}

function section(
  id: string,
  { severity, title, why, example, remedy, fixed }: FindingText,
): string[] {
  const level = `**${severity}**${fixed === true ? ', cannot be silenced' : ''}`;
  return [
    `### ${id}`,
    '',
    `${level}: ${title}.`,
    '',
    why,
    '',
    '```yaml',
    example,
    '```',
    '',
    `*How to mend it.* ${remedy}`,
    '',
  ];
}
