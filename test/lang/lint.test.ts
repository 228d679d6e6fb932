import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { describeDiagnostic } from '../../cli/output/frame.ts';
import { compileSource } from '../../cli/source-file.ts';

test.each(['misspelt', 'dangerous'])('what is wrong with %s, in Chinese', async (name) => {
  const file = `test/lang/cases/${name}.yaml`;
  const text = readFileSync(file, 'utf8');
  const { findings } = compileSource({ file, text }, [], 'zh');
  const told = findings.map((finding) => describeDiagnostic(finding, text, 'zh')).join('\n\n');
  await expect(`${told}\n`).toMatchFileSnapshot(`cases/${name}.zh.txt`);
});

test('codes, places and severities do not depend on the language', () => {
  const text = readFileSync('test/lang/cases/dangerous.yaml', 'utf8');
  const [en, zh] = (['en', 'zh'] as const).map((language) =>
    compileSource({ file: 'dangerous.yaml', text }, [], language).findings.map(
      ({ code, severity, path, line, column }) => ({ code, severity, path, line, column }),
    ),
  );
  expect(zh).toEqual(en);
});
