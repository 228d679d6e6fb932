import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

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
    stdout: '2 files, 0 errors, 0 warnings, 2 silenced\n',
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

test('two forms at once are wrong use', async () => {
  const run = await usher(['lint', '-o', 'json', '--format', 'text', right]);
  expect(run).toMatchObject({ code: 2, stdout: '' });
  expect(run.stderr).toContain('--output json and --format text ask for two forms: leave one out.');
  expect((await usherJson(['lint', '--format', 'json', right])).code).toBe(0);
});

test('a file that cannot be read is wrong use', async () => {
  const run = await usher(['lint', 'no-such.yaml']);
  expect(run.code).toBe(2);
  expect(run.stderr).toBe('Cannot read no-such.yaml: there is no such file.\n');
});

describe('of several paths', () => {
  test('what cannot be read is named, and all else is looked at; the code is the worst', async () => {
    const run = await usher(['lint', 'nowhere.yaml', broken, 'no-folder/']);
    expect(run.code).toBe(2);
    expect(run.stdout).toContain(`${broken}:`);
    expect(run.stdout).toContain('1 file, ');
    expect(run.stderr).toBe(
      'Cannot read no-folder/: there is no such file.\nCannot read nowhere.yaml: there is no such file.\n',
    );
    const { code, json } = await usherJson(['lint', 'nowhere.yaml', right]);
    const unread = ['Cannot read nowhere.yaml: there is no such file.'];
    expect({ code, json }).toMatchObject({ code: 2, json: { unread, files: [{ file: right }] } });
  });

  test('a folder stands for the YAML files in it and its folders but tests, each once', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'usher-lint-'));
    await mkdir(join(directory, 'empty'));
    await copyFile(right, join(directory, 'b.yaml'));
    await copyFile('rules/policies/default.yaml', join(directory, 'a.yml'));
    await copyFile(broken, join(directory, 'broken.test.yaml'));
    await writeFile(join(directory, 'notes.txt'), 'not ours');
    for (const name of ['2027', '.git', 'node_modules']) {
      await mkdir(join(directory, name));
      await copyFile('rules/policies/strict.yaml', join(directory, name, 'inner.yaml'));
    }
    const [all, none] = await Promise.all([
      usherJson(['lint', directory, join(directory, 'b.yaml')]),
      usher(['lint', join(directory, 'empty')]),
    ]);
    await rm(directory, { recursive: true });
    const files = [
      { file: join(directory, '2027', 'inner.yaml'), kind: 'policy' },
      { file: join(directory, 'a.yml'), kind: 'policy' },
      { file: join(directory, 'b.yaml'), kind: 'campaign' },
    ];
    expect(all).toMatchObject({ code: 0, json: { files, errors: 0, unread: [] } });
    expect(none).toMatchObject({ code: 2, stdout: '' });
    expect(none.stderr).toMatch(/^Nothing to lint in .*empty: the folder has no campaign/);
  });

  test('what is no campaign is said to be checked as what it is, in one line', async () => {
    const test = 'campaigns/registration.test.yaml';
    const population = 'campaigns/populations/everyday.yaml';
    const run = await usher(['lint', test, population]);
    expect(run).toMatchObject({ code: 0, stdout: '2 files, 0 errors, 0 warnings\n' });
    expect(run.stderr).toBe(
      `${test} was checked as a test: \`usher test ${test}\` plays it.\n` +
        `${population} was checked as a population: \`usher simulate\` takes it by \`--population ${population}\`.\n`,
    );
    expect((await usher(['lint', test, right])).stderr).toBe('');
  });

  test('a test that does not say what it is, or misspells it, is one mistake', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'usher-lint-'));
    const text = await readFile('campaigns/registration.test.yaml', 'utf8');
    const files = ['without.test.yaml', 'misspelt.yaml'].map((name) => join(directory, name));
    await writeFile(files[0] ?? '', text.replace('kind: CampaignTest\n', ''));
    await writeFile(files[1] ?? '', text.replace('kind: CampaignTest', 'kind: Campaigntest'));
    const { json } = await usherJson(['lint', ...files]);
    await rm(directory, { recursive: true });
    expect(json).toMatchObject({
      diagnostics: [
        { code: 'MISSING_KEY', path: 'kind', expected: 'kind: CampaignTest' },
        { code: 'WRONG_KIND', path: 'kind', expected: 'CampaignTest' },
      ],
    });
  });
});
