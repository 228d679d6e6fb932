import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lintPolicy } from '../../lint/lint.ts';

const policy = readFileSync(
  new URL('../compile/cases/policy-weekday-by-name/policy.yaml', import.meta.url),
  'utf8',
);

test('of a comparison that never holds it is said what its fact can be', () => {
  const text = policy.replace(
    /when: .*/,
    'when: { fact: hourOfDay, operator: greaterThan, value: 24 }',
  );
  const { findings } = lintPolicy(text, { file: 'policy.yaml', language: 'en' });
  expect(findings).toMatchObject([
    {
      code: 'CONDITION_NEVER_HOLDS',
      expected: expect.stringContaining('hourOfDay is: 0 to 23') as string,
    },
  ]);
});
