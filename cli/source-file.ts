import { createReadStream } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { buffer } from 'node:stream/consumers';

import { compileCampaign, type CompiledCampaign } from '../compile/campaign.ts';
import type { Diagnostic } from '../compile/diagnostic.ts';
import { compilePolicy, type CompiledPolicy } from '../compile/policy.ts';
import { compilePopulation, type CompiledPopulation } from '../compile/population.ts';
import { WrongUse } from './exit.ts';

/** Of a file; far more than the compiler takes, which says so. */
const readMax = 1_048_576;

/** A file of an author's, and what the compiler makes of it. */
export type SourceFile = {
  readonly file: string;
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
} & (
  | { readonly kind: 'campaign'; readonly compiled: CompiledCampaign }
  | { readonly kind: 'policy'; readonly compiled: CompiledPolicy }
  | { readonly kind: 'population'; readonly compiled: CompiledPopulation }
);

/**
 * Reads and compiles a file. What does not say that it is something else is taken for a campaign.
 * @throws WrongUse when it cannot be read
 */
export async function readSourceFile(path: string): Promise<SourceFile> {
  const text = await readText(path);
  const file = shortest(path);
  const said = /^["']?kind["']?\s*:\s*["']?(RiskPolicy|Population)\b/m.exec(text)?.[1];
  if (said === 'RiskPolicy') {
    const compiled = compilePolicy(text, { file });
    return { file, text, kind: 'policy', compiled, diagnostics: diagnosticsOf(compiled) };
  }
  if (said === 'Population') {
    const compiled = compilePopulation(text, { file });
    return { file, text, kind: 'population', compiled, diagnostics: diagnosticsOf(compiled) };
  }
  const compiled = compileCampaign(text, { file });
  return { file, text, kind: 'campaign', compiled, diagnostics: diagnosticsOf(compiled) };
}

/** Whether anything was found that keeps the file from being published. */
export function hasErrors({ diagnostics }: SourceFile): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

function diagnosticsOf(
  compiled: CompiledCampaign | CompiledPolicy | CompiledPopulation,
): readonly Diagnostic[] {
  return compiled.ok ? compiled.warnings : compiled.diagnostics;
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
