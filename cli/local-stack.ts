import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { localDirectory } from '../stack/local-directory.ts';

/** Where the services of a running `usher dev` or `usher demo` are. */
export interface LocalStack {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  /** Null when the server serves no web pages. */
  readonly temporalUi: string | null;
  readonly sandboxUrl: string;
  /** Of the sandbox, for passwords that commands send. */
  readonly notifier?: { readonly url: string; readonly secret: string };
  readonly keysFile: string;
  readonly taskQueues: { readonly codes: string; readonly effects: string };
}

/** Besides the addresses, who has left them. */
interface LeftStack extends LocalStack {
  readonly pid: number;
}

/** The file by which commands in another terminal find a running stack. */
export function localStackFile(): string {
  return process.env['USHER_LOCAL_STACK'] ?? join(localDirectory(), 'usher.json');
}

/** What a running stack has left for others to find; undefined when none runs. */
export async function readLocalStack(file = localStackFile()): Promise<LeftStack | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as LeftStack);
}

/** Leaves the addresses of a stack that now runs. It holds a password, so others may not read it. */
export async function writeLocalStack(stack: LocalStack, file = localStackFile()): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const half = `${file}.${process.pid}`;
  const left: LeftStack = { ...stack, pid: process.pid };
  await writeFile(half, `${JSON.stringify(left, null, 2)}\n`, { mode: 0o600 });
  await rename(half, file);
}

/** Whether the process that left a stack's addresses is still there. */
export function stillRuns({ pid }: LeftStack): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Takes the addresses away when the stack stops, unless another one has left its own since. */
export async function removeLocalStack(file = localStackFile()): Promise<void> {
  const left = await readLocalStack(file);
  if (left?.pid === process.pid) await rm(file, { force: true });
}
