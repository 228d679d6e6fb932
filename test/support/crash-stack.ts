import { inject } from 'vitest';

import { startKillableStack, type CrashStack } from './killable-stack.ts';

export type { CrashStack };

/** The services of one test file's own, with the bundle that all files share. */
export function startCrashStack(): Promise<CrashStack> {
  return startKillableStack({ bundlePath: inject('workflowBundle') });
}
