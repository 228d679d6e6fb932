import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TestProject } from 'vitest/node';

import { localDirectory } from '../../stack/local-directory.ts';
import { writeBundle } from '../../worker/bundle.ts';

const directory = mkdtemp(join(tmpdir(), 'usher-bundle-'));

/** The workflows for all worker processes of the run; services are each test file's own. */
export async function setup(project: TestProject): Promise<void> {
  await rm(join(localDirectory(), 'crash'), { recursive: true, force: true });
  const path = join(await directory, 'workflows.js');
  project.provide('workflowBundle', await writeBundle(path));
}

/** Takes the bundle away. */
export async function teardown(): Promise<void> {
  await rm(await directory, { recursive: true, force: true });
}
