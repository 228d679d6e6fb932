import { diagnosticCodes } from '../compile/diagnostic-codes.ts';
import { rejections } from '../domain/code/rejection.ts';
import { cell } from './schema-pages.ts';

/** docs/errors.md. */
export function errorsPage(): string {
  return [
    '# Errors',
    '',
    '<!-- Written by `npm run generate` from the tables in the source. Change those, not this page. -->',
    '',
    '## Diagnostics: mistakes in a campaign, a risk policy or a test',
    '',
    '`usher lint`, `usher publish` and `usher test` find all of them at once, each with file, line and',
    'column.',
    '',
    '| code | meaning | what to do |',
    '| --- | --- | --- |',
    ...Object.entries(diagnosticCodes).map(
      ([code, { meaning, remedy }]) => `| \`${code}\` | ${cell(meaning)} | ${cell(remedy)} |`,
    ),
    '',
    '## Rejections: what a code answers when it says no',
    '',
    'A rejection is part of the business and no failure: the same operation with the same id gets the',
    'same answer again.',
    '',
    '| code | meaning |',
    '| --- | --- |',
    ...Object.entries(rejections).map(([code, meaning]) => `| \`${code}\` | ${cell(meaning)} |`),
    '',
  ].join('\n');
}
