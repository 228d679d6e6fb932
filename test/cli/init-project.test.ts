import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';

import { usher, usherJson } from './usher.ts';

const limitMs = 120_000;
const begin = ['--id', 'spring', '--title', 'Spring', '--owner', 'growth-team'];

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'usher-init-'));
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

/** What the workflow of a file runs. */
async function runsOf(path: string): Promise<readonly string[]> {
  const workflow = parse(await readFile(join(root, path), 'utf8')) as {
    jobs: { campaigns: { steps: readonly { readonly run?: string }[] } };
  };
  return workflow.jobs.campaigns.steps.flatMap(({ run }) => run ?? []);
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(join(root, path), 'utf8'));
}

test(
  'in a folder of a repository, what is read at its root is written there',
  { timeout: limitMs },
  async () => {
    await mkdir(join(root, '.git'));
    const run = await usher(['init', join(root, 'eu/marketing'), ...begin]);
    expect(run, run.stderr).toMatchObject({ code: 0 });
    const workflow = '.github/workflows/eu-marketing-campaigns.yaml';
    expect(run.stdout).toContain(`wrote  ${join(root, workflow)}\n`);
    expect((await readdir(join(root, 'eu/marketing'))).sort()).toEqual(['campaigns', 'rules']);
    expect(await runsOf(workflow)).toEqual([
      'npm ci',
      'npx usher lint --strict --format github eu/marketing/campaigns',
      'npx usher test --format github eu/marketing/campaigns',
    ]);
    expect(await readJson('.vscode/settings.json')).toMatchObject({
      'yaml.schemas': {
        './eu/marketing/campaigns/campaign.schema.json': [
          'eu/marketing/campaigns/*.yaml',
          '!eu/marketing/campaigns/*.test.yaml',
        ],
        './eu/marketing/rules/policies/policy.schema.json': ['eu/marketing/rules/policies/*.yaml'],
      },
    });
  },
);

test(
  'the workflow installs where the package is that the folder belongs to',
  { timeout: limitMs },
  async () => {
    await mkdir(join(root, '.git'));
    await mkdir(join(root, "the team's"));
    await writeFile(join(root, "the team's/package.json"), '{}');
    await usher(['init', join(root, "the team's"), ...begin]);
    expect(await runsOf(".github/workflows/the team's-campaigns.yaml")).toEqual([
      `npm ci --prefix 'the team'\\''s'`,
      `npx --prefix 'the team'\\''s' usher lint --strict --format github 'the team'\\''s'/campaigns`,
      `npx --prefix 'the team'\\''s' usher test --format github 'the team'\\''s'/campaigns`,
    ]);
  },
);

test(
  'what editors read is brought up to date by itself, and settings of one’s own stay',
  { timeout: limitMs },
  async () => {
    await mkdir(join(root, 'campaigns'));
    await mkdir(join(root, '.vscode'));
    await writeFile(join(root, 'campaigns/campaign.schema.json'), '{ "title": "of old" }\n');
    const own = { 'editor.tabSize': 4, 'yaml.schemas': { './own.json': 'own/*.yaml' } };
    await writeFile(join(root, '.vscode/settings.json'), JSON.stringify(own, null, 4));

    const { code, json } = await usherJson(['init', root, '--editor-only']);
    expect(code).toBe(0);
    expect(json).toMatchObject({
      id: null,
      written: true,
      files: [
        { file: 'campaigns/campaign.schema.json', fate: 'updated' },
        { file: 'campaigns/campaign-test.schema.json', fate: 'new' },
        { file: 'campaigns/populations/population.schema.json', fate: 'new' },
        { file: 'rules/policies/policy.schema.json', fate: 'new' },
        { file: '.vscode/settings.json', fate: 'updated' },
        { file: '.vscode/extensions.json', fate: 'new' },
      ],
    });
    expect(await readJson('campaigns/campaign.schema.json')).toMatchObject({
      title: 'Usher campaign',
    });
    expect(await readJson('.vscode/settings.json')).toMatchObject({
      'editor.tabSize': 4,
      'yaml.schemas': {
        './own.json': 'own/*.yaml',
        './campaigns/campaign.schema.json': ['campaigns/*.yaml', '!campaigns/*.test.yaml'],
      },
    });
    expect(await readFile(join(root, '.vscode/settings.json'), 'utf8')).toMatch(/^\{\n {4}"/);

    const again = await usherJson(['init', root, '--editor-only']);
    expect(new Set((again.json as Told).files.map(({ fate }) => fate))).toEqual(new Set(['same']));
  },
);

interface Told {
  readonly files: readonly { readonly file: string; readonly fate: string }[];
}

test(
  'in another language, the schemas take the place of those of the first',
  { timeout: limitMs },
  async () => {
    await usher(['init', root, '--editor-only']);
    await usher(['init', root, '--editor-only', '--lang', 'zh']);
    const { 'yaml.schemas': schemas } = (await readJson('.vscode/settings.json')) as {
      readonly 'yaml.schemas': object;
    };
    expect(Object.keys(schemas)).toEqual([
      './campaigns/campaign.zh.schema.json',
      './campaigns/campaign-test.zh.schema.json',
      './campaigns/populations/population.zh.schema.json',
      './rules/policies/policy.zh.schema.json',
    ]);
  },
);

test(
  'settings with comments stay as they are, and it is said what they should have',
  { timeout: limitMs },
  async () => {
    await mkdir(join(root, '.vscode'));
    const commented = '{\n  // mine\n  "editor.tabSize": 4,\n}\n';
    await writeFile(join(root, '.vscode/settings.json'), commented);
    const run = await usher(['init', root, '--editor-only', '--force']);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('settings.json stays as it was. See that it has:');
    expect(await readFile(join(root, '.vscode/settings.json'), 'utf8')).toBe(commented);
  },
);

test(
  'answers about a campaign are refused where none is written',
  { timeout: limitMs },
  async () => {
    const run = await usher(['init', root, '--editor-only', '--id', 'spring']);
    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toBe('--id <name> is about a campaign; --editor-only writes none.\n');
    expect(await readdir(root)).toEqual([]);
  },
);
