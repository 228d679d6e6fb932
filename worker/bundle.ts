import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** From `dist/` these are JavaScript, from the source tree TypeScript; webpack takes both. */
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const workflowsPath = fileURLToPath(new URL(`../workflows/index.${extension}`, import.meta.url));

/** Where a build leaves the bundle, and a worker looks for it. */
export const builtBundlePath = fileURLToPath(new URL('./workflows.bundle.js', import.meta.url));

/** Bundles the workflows for the sandbox they run in; takes some seconds of webpack. */
export async function bundleWorkflows(): Promise<string> {
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
  return code;
}

/** Writes the bundle, beside this file unless said otherwise, and returns its path. */
export async function writeBundle(path: string = builtBundlePath): Promise<string> {
  await writeFile(path, await bundleWorkflows());
  return path;
}
