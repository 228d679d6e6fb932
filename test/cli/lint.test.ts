import { expect, test } from 'vitest';

import { usher, usherJson } from './usher.ts';

const broken = 'test/cli/cases/broken.yaml';
const right = 'test/cli/cases/right.yaml';

test('says all that is wrong with a file, with the lines themselves', async () => {
  const run = await usher(['lint', broken, right]);
  expect(run.code).toBe(1);
  await expect(run.stdout).toMatchFileSnapshot('cases/lint-broken.txt');
  expect(run.stderr).toBe('');
});

test('says the same to programs', async () => {
  const run = await usherJson(['lint', broken]);
  expect(run.code).toBe(1);
  await expect(run.stdout).toMatchFileSnapshot('cases/lint-broken.json');
});

test('is content with what is shipped', async () => {
  const run = await usher(['lint', right, 'rules/policies/default.yaml']);
  expect(run).toEqual({
    code: 0,
    stdout: '2 files, 0 errors, 0 warnings, 1 silenced\n',
    stderr: '',
  });
});

test('a file that cannot be read is wrong use', async () => {
  const run = await usher(['lint', 'no-such.yaml']);
  expect(run.code).toBe(2);
  expect(run.stderr).toBe('Cannot read no-such.yaml: there is no such file.\n');
});
