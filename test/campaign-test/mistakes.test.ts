import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseTest } from '../../campaign-test/parse.ts';
import { describeDiagnostic } from '../../cli/output/frame.ts';

const folder = new URL('mistakes/', import.meta.url);

// A case is a folder with a test file; what is said of it is beside it.
test.each(readdirSync(folder).sort())('%s', async (name) => {
  const text = readFileSync(new URL(`${name}/test.yaml`, folder), 'utf8');
  const parsed = parseTest(text, 'test.yaml');
  expect(parsed.ok).toBe(false);
  const found = parsed.ok ? [] : parsed.diagnostics;
  const told = found.map((diagnostic) => describeDiagnostic(diagnostic, text)).join('\n\n');
  await expect(`${told}\n`).toMatchFileSnapshot(`mistakes/${name}/told.txt`);
});

test('nonsense of any kind is told, and nothing is thrown', () => {
  const head = 'apiVersion: usher/v1\nkind: CampaignTest\n';
  const texts = [
    '',
    '[]',
    'kind: CampaignTest',
    `${head}tests: 7`,
    `${head}tests: [7, { matrix: 3 }]`,
  ];
  texts.push(`${head}tests:\n  - matrix: { a: [], b: [1] }\n    steps: { do: issue }`);
  for (const text of texts) {
    const parsed = parseTest(text, 'test.yaml');
    expect(parsed.ok ? 0 : parsed.diagnostics.length, text).toBeGreaterThan(0);
  }
});
