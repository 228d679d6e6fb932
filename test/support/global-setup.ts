import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

import { startPostgres } from '../../stack/postgres.ts';
import { startTemporal } from '../../stack/temporal.ts';
import { writeBundle } from '../../worker/bundle.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database in which tests make their own; see `createTestDatabase`. */
    databaseUrl: string;
    temporalAddress: string;
    /** Path of the workflows' bundle, made from the source tree. */
    workflowBundle: string;
  }
}

/**
 * One Postgres, one Temporal and one bundle for all test files, unless DATABASE_URL, TEMPORAL_ADDRESS or
 * WORKFLOW_BUNDLE name others.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'usher-test-'));
  // Postgres may run as another user, and must be able to get to its folder in here.
  await chmod(directory, 0o755);
  const { DATABASE_URL, TEMPORAL_ADDRESS, WORKFLOW_BUNDLE } = process.env;
  const [postgres, temporal, bundle] = await Promise.all([
    DATABASE_URL === undefined
      ? startPostgres({ dataDir: join(directory, 'postgres'), fsync: false })
      : undefined,
    TEMPORAL_ADDRESS === undefined
      ? startTemporal({ dbFile: join(directory, 'temporal.sqlite'), uiPort: false })
      : undefined,
    WORKFLOW_BUNDLE ?? writeBundle(join(directory, 'workflows.bundle.js')),
  ]);
  project.provide('databaseUrl', DATABASE_URL ?? postgres?.url ?? '');
  project.provide('temporalAddress', TEMPORAL_ADDRESS ?? temporal?.address ?? '');
  project.provide('workflowBundle', bundle);
  return async () => {
    await Promise.all([postgres?.stop(), temporal?.stop()]);
    await rm(directory, { recursive: true, force: true });
  };
}
