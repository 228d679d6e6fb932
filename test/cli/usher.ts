import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a run of the command line came to. */
export interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What the command line sees of this machine. Nothing else of the environment reaches it. */
export type Environment = Readonly<Record<string, string>>;

/** Runs `usher` as a process of its own, with no local stack to find. */
export async function usher(args: readonly string[], environment: Environment = {}): Promise<Run> {
  return run(usherCommand, args, environment);
}

/** Runs a file of the project as a process of its own, from source. */
export async function source(
  file: string,
  args: readonly string[] = [],
  environment: Environment = {},
): Promise<Run> {
  return run(['--import', 'tsx', join(root, file)], args, environment);
}

const built = join(root, 'dist/cli/main.js');
/** What Node is given to run `usher` as it was built, or from source where that has changed since. */
export const usherCommand: readonly string[] = isBuilt()
  ? [built]
  : ['--import', join(root, 'node_modules/tsx/dist/esm/index.mjs'), join(root, 'cli/main.ts')];

function isBuilt(): boolean {
  if (!existsSync(built)) return false;
  const builtAt = statSync(built).mtimeMs;
  const folders = readdirSync(join(root, 'dist'), { withFileTypes: true });
  return folders
    .filter((folder) => folder.isDirectory())
    .flatMap(({ name }) => readdirSync(join(root, name), { recursive: true, withFileTypes: true }))
    .every((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs <= builtAt);
}

async function run(
  command: readonly string[],
  args: readonly string[],
  environment: Environment,
): Promise<Run> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, USHER_LOCAL_STACK: join(root, 'no-such-stack.json'), ...environment };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...command, ...args],
      { cwd: root, env },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
  });
}

/** As `usher`, with `--output json` and what it has printed. */
export async function usherJson(
  args: readonly string[],
  environment: Environment = {},
): Promise<Run & { readonly json: unknown }> {
  const run = await usher([...args, '--output', 'json'], environment);
  return { ...run, json: run.stdout === '' ? null : JSON.parse(run.stdout) };
}
