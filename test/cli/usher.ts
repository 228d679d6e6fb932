import { execFile } from 'node:child_process';
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

/** Runs `usher` as a process of its own, from source, with no local stack to find. */
export async function usher(args: readonly string[], environment: Environment = {}): Promise<Run> {
  return source('cli/main.ts', args, environment);
}

/** Runs a file of the project as a process of its own. */
export async function source(
  file: string,
  args: readonly string[] = [],
  environment: Environment = {},
): Promise<Run> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, USHER_LOCAL_STACK: join(root, 'no-such-stack.json'), ...environment };
  const command = ['--import', 'tsx', join(root, file), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr });
    });
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
