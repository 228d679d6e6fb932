import { readFile } from 'node:fs/promises';

import { expect, inject, it } from 'vitest';

/** What Temporal's own part of a bundle takes, source maps included, and what we may add. */
const bytesMax = 1_640_000 + 300_000;

it('the bundle of the workflows stays small: every cached workflow holds its modules', async () => {
  const code = await readFile(inject('workflowBundle'), 'utf8');
  expect(code.length).toBeLessThan(bytesMax);
  for (const name of ['json-rules-engine', 'node_modules/ajv', 'node_modules/yaml', '/rules/']) {
    expect(code).not.toContain(name);
  }
});
