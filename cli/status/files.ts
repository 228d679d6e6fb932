import { existsSync } from 'node:fs';

import type { Digest } from '../../domain/ids.ts';
import { say } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';
import { treeUnder } from '../read-text.ts';
import { hasErrors, readSourceFile, type SourceFile } from '../source-file.ts';

/** Whether what runs is what is in the files. */
export type Standing = 'same' | 'differs' | 'not published' | 'not in files' | 'has errors';

/** A file of a campaign or a risk policy, as far as it could be read. */
export interface ReadFile {
  readonly file: string;
  readonly kind: SourceFile['kind'];
  /** Of the campaign or the policy; null for a file with errors. */
  readonly id: string | null;
  readonly digest: Digest | null;
  /** The risk policy that a campaign names. */
  readonly policy: string | null;
}

/** Where files are looked for, and whether somebody has asked for it. */
export interface Folders {
  readonly names: readonly string[];
  readonly asked: boolean;
}

/**
 * The YAML files under some folders, tests left out. Null when there is no such folder and nobody has
 * asked for one.
 * @throws WrongUse when a folder that was asked for is not there
 */
export async function readFiles({ names, asked }: Folders): Promise<readonly ReadFile[] | null> {
  const paths: string[] = [];
  let found = false;
  for (const folder of names) {
    const inside = existsSync(folder) ? await treeUnder(folder) : undefined;
    if (inside === undefined && asked) throw new WrongUse(say`Cannot read the folder ${folder}.`);
    found ||= inside !== undefined;
    paths.push(...(inside?.files ?? []).filter((name) => /(?<![.]test)[.]ya?ml$/.test(name)));
  }
  return found
    ? Promise.all(paths.map(async (path) => readFile(await readSourceFile(path))))
    : null;
}

/** How what is published stands to the files; null when no files are looked at. */
export function standingOf(
  published: { readonly id: string; readonly digest: Digest },
  files: readonly ReadFile[] | null,
): Standing | null {
  if (files === null) return null;
  const file = files.find(({ id }) => id === published.id);
  if (file === undefined) return 'not in files';
  return file.digest === published.digest ? 'same' : 'differs';
}

function readFile(source: SourceFile): ReadFile {
  const { compiled, file, kind } = source;
  const nothing = { file, kind, id: null, digest: null, policy: null };
  if (hasErrors(source) || !compiled.ok) return nothing;
  if ('terms' in compiled) {
    const { digest, terms } = compiled;
    return { ...nothing, id: terms.campaign, digest, policy: terms.risk.policy };
  }
  return 'policy' in compiled
    ? { ...nothing, id: compiled.policy.id, digest: compiled.digest }
    : nothing;
}
