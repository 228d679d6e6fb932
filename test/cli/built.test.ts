import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

test('what was built can be run by itself, however often it was built before', () => {
  const { mode } = statSync(join(root, 'dist/cli/main.js'));
  expect((mode & 0o111).toString(8)).toBe('111');
});
