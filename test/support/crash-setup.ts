import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TestProject } from 'vitest/node';

import { localDirectory } from '../../stack/local-directory.ts';
import { writeBundle } from '../../worker/bundle.ts';

/** The workflows for all worker processes of the run; services are each test file's own. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await rm(join(localDirectory(), 'crash'), { recursive: true, force: true });
  const directory = await mkdtemp(join(tmpdir(), 'usher-bundle-'));
  project.provide('workflowBundle', await writeBundle(join(directory, 'workflows.js')));
  return () => rm(directory, { recursive: true, force: true });
}
