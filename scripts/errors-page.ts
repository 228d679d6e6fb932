import { failureCodes } from '../cli/failure-codes.ts';
import { refusedRewards } from '../cli/output/outcome.ts';
import { forwardRefusals } from '../client/fast-forward.ts';
import { usherErrors } from '../client/usher-error.ts';
import { diagnosticCodes } from '../compile/diagnostic-codes.ts';
import { rejections } from '../domain/code/rejection.ts';
import { cell } from './schema-pages.ts';

type Remedies = Readonly<Record<string, { readonly meaning: string; readonly remedy: string }>>;

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
    ...withRemedies(diagnosticCodes),
    '## Rejections: what a code answers when it says no',
    '',
    'A rejection is part of the business and no failure: the same operation with the same id gets the',
    'same answer again.',
    '',
    '| code | meaning |',
    '| --- | --- |',
    ...Object.entries(rejections).map(([code, meaning]) => `| \`${code}\` | ${cell(meaning)} |`),
    '',
    '## Rewards that are not granted',
    '',
    'The operation itself is accepted; `rewards` of its outcome say `granted: false` with a `reason`.',
    '',
    ...withRemedies(refusedRewards),
    '## Refusals of `usher fast-forward`',
    '',
    ...withRemedies(forwardRefusals),
    '## Failures: why there is no answer',
    '',
    'Nothing is said about the business. A promise of the client rejects with a `UsherError` of this `code`:',
    '',
    ...withRemedies(usherErrors),
    'A command ends with exit code 2, 3, 70 or 130, and `error.code` of its JSON output is one of those',
    'above, or:',
    '',
    ...withRemedies(failureCodes),
  ].join('\n');
}

function withRemedies(codes: Remedies): string[] {
  return [
    '| code | meaning | what to do |',
    '| --- | --- | --- |',
    ...Object.entries(codes).map(
      ([code, { meaning, remedy }]) => `| \`${code}\` | ${cell(meaning)} | ${cell(remedy)} |`,
    ),
    '',
  ];
}
