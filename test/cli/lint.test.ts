import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

test('two files of one id are a mistake, of which nothing is published', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'usher-lint-'));
  const copy = join(directory, 'copy.yaml');
  await copyFile(right, copy);
  const [linted, twice, published] = await Promise.all([
    usherJson(['lint', right, copy]),
    usherJson(['lint', right, right]),
    usherJson(['publish', right, copy]),
  ]);
  await rm(directory, { recursive: true });
  const found = {
    ...{ file: copy, code: 'DUPLICATE_ID', path: 'metadata.id' },
    message: expect.stringContaining(`${right} has the id`) as string,
  };
  expect(linted).toMatchObject({ code: 1, json: { diagnostics: [found] } });
  expect(twice).toMatchObject({ code: 0, json: { errors: 0 } });
  expect(published).toMatchObject({ code: 1, json: { published: [], diagnostics: [found] } });
});

test('what an author has written cannot move the cursor', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'usher-lint-'));
  const file = join(directory, 'escape.yaml');
  await writeFile(file, 'apiVersion: usher/v1\nkind: "\\e[31mCampaign"\n');
  const { code, stdout } = await usher(['lint', file]);
  await rm(directory, { recursive: true });
  expect(code).toBe(1);
  expect(stdout).toMatch(/2:7 {2}error CONTROL_CHARACTER/);
  expect(stdout).not.toMatch(/[^\P{Cc}\n]/u);
});

test('a file that cannot be read is wrong use', async () => {
  const run = await usher(['lint', 'no-such.yaml']);
  expect(run.code).toBe(2);
  expect(run.stderr).toBe('Cannot read no-such.yaml: there is no such file.\n');
});
