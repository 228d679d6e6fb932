import { createReadStream } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { buffer } from 'node:stream/consumers';

import type { CompiledCampaign } from '../compile/campaign.ts';
import type { CompiledPolicy } from '../compile/policy.ts';
import { lintCampaign, lintPolicy, type Linted } from '../lint/lint.ts';
import { WrongUse } from './exit.ts';

/** Of a file; far more than the compiler takes, which says so. */
const readMax = 1_048_576;

/** A file of an author's, and what compiler and linter make of it. */
export type SourceFile = { readonly file: string; readonly text: string } & (
  | ({ readonly kind: 'campaign' } & Linted<CompiledCampaign>)
  | ({ readonly kind: 'policy' } & Linted<CompiledPolicy>)
);

/**
 * Reads and lints a file. What is not said to be a risk policy is taken for a campaign.
 * @throws WrongUse when it cannot be read
 */
export async function readSourceFile(path: string): Promise<SourceFile> {
  const text = await readText(path);
  const file = shortest(path);
  return /^["']?kind["']?\s*:\s*["']?RiskPolicy\b/m.test(text)
    ? { file, text, kind: 'policy', ...lintPolicy(text, { file }) }
    : { file, text, kind: 'campaign', ...lintCampaign(text, { file }) };
}

/** Whether anything was found that keeps the file from being published. */
export function hasErrors({ findings }: SourceFile): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

async function readText(path: string): Promise<string> {
  try {
    return (await buffer(createReadStream(path, { end: readMax }))).toString('utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a folder; name the files in it'
          : code === 'EACCES'
            ? 'it may not be read'
            : undefined;
    if (why === undefined) throw error;
    throw new WrongUse(`Cannot read ${path}: ${why}.`);
  }
}

/** As it was named, unless the way from here is shorter. */
function shortest(path: string): string {
  const fromHere = relative('.', path);
  return isAbsolute(path) && fromHere.length < path.length ? fromHere : path;
}
