import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { localDirectory, makeLocalDirectory } from '../../stack/local-directory.ts';

let project: string;
let installed: string;

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'usher-installed-'));
  installed = join(project, 'node_modules', 'usher', 'dist', 'stack');
  await mkdir(installed, { recursive: true });
  await mkdir(join(project, 'campaigns'));
  await writeFile(join(project, 'node_modules', 'usher', 'package.json'), '{}');
});

afterAll(async () => {
  await rm(project, { recursive: true });
});

test('what an installed package keeps lies in the repository it is used in, or else the folder', async () => {
  const campaigns = join(project, 'campaigns');
  expect(localDirectory(installed, campaigns)).toBe(join(campaigns, '.local'));
  await mkdir(join(project, '.git'));
  expect(localDirectory(installed, campaigns)).toBe(join(project, '.local'));
});

test('a package that is worked on keeps it beside its package.json, wherever it is called from', async () => {
  await writeFile(join(project, 'package.json'), '{}');
  expect(localDirectory(join(project, 'dist', 'stack'), '/')).toBe(join(project, '.local'));
});

test('Git leaves it alone, and what it is told otherwise stays', async () => {
  const local = join(project, '.local');
  await makeLocalDirectory(local);
  expect(await readFile(join(local, '.gitignore'), 'utf8')).toBe('*\n');
  await writeFile(join(local, '.gitignore'), 'keys.json\n');
  await makeLocalDirectory(local);
  expect(await readFile(join(local, '.gitignore'), 'utf8')).toBe('keys.json\n');
});
