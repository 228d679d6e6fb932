import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { EnvironmentError } from '../../stack/environment-error.ts';
import { localDirectory } from '../../stack/local-directory.ts';

const run = promisify(execFile);

/** The newest that is a Go module under this path. */
const version = 'v2.5.0';
const buildLimitMs = 240_000;

/**
 * The path of Toxiproxy's server: the copy in `.local/bin`, or built by `go install`, which takes half a
 * minute, and kept there.
 * @throws EnvironmentError where it is not there and cannot be built
 */
export async function findToxiproxy(log: (line: string) => void): Promise<string> {
  const bin = join(localDirectory(), 'bin');
  const kept = join(bin, `toxiproxy-server-${version}`);
  if (existsSync(kept)) return kept;
  await mkdir(bin, { recursive: true });
  const into = await mkdtemp(join(bin, 'fetch-'));
  try {
    log(`building Toxiproxy ${version} with Go`);
    await run('go', ['install', `github.com/Shopify/toxiproxy/v2/cmd/server@${version}`], {
      env: { ...process.env, GOBIN: into, CGO_ENABLED: '0' },
      timeout: buildLimitMs,
    });
    await rename(join(into, 'server'), kept);
    return kept;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(
      `Toxiproxy ${version} cannot be built: install Go and let it reach its module proxy. ${why}`,
    );
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}
