import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { CampaignId, Digest } from '../../domain/ids.ts';
import { WrongUse } from '../exit.ts';
import { hasErrors, readSourceFile, type SourceFile } from '../source-file.ts';

/** Whether what runs is what is in the files. */
export type Standing = 'same' | 'differs' | 'not published' | 'not in files' | 'has errors';

/** A campaign's file, as far as it could be read. */
export interface CampaignFile {
  readonly file: string;
  /** Null for a file with errors. */
  readonly campaign: CampaignId | null;
  readonly digest: Digest | null;
}

/**
 * The campaigns in a folder's YAML files, tests left out. Null when there is no such folder and
 * nobody has asked for it.
 * @throws WrongUse when a folder that was asked for is not there
 */
export async function readCampaignFiles(
  folder: string,
  asked: boolean,
): Promise<readonly CampaignFile[] | null> {
  const names = await readdir(folder).catch(() => null);
  if (names === null && asked) throw new WrongUse(`Cannot read the folder ${folder}.`);
  if (names === null) return null;
  const files = names.filter((name) => /(?<![.]test)[.]ya?ml$/.test(name)).sort();
  const read = await Promise.all(files.map((name) => readSourceFile(join(folder, name))));
  return read.filter(({ kind }) => kind === 'campaign').map(campaignFile);
}

/** How a published version stands to the files; null when no files are looked at. */
export function standingOf(
  published: { readonly id: CampaignId; readonly digest: Digest },
  files: readonly CampaignFile[] | null,
): Standing | null {
  if (files === null) return null;
  const file = files.find(({ campaign }) => campaign === published.id);
  if (file === undefined) return 'not in files';
  return file.digest === published.digest ? 'same' : 'differs';
}

function campaignFile(source: SourceFile): CampaignFile {
  const { compiled, file } = source;
  if (hasErrors(source) || !compiled.ok || !('terms' in compiled)) {
    return { file, campaign: null, digest: null };
  }
  return { file, campaign: compiled.terms.campaign, digest: compiled.digest };
}
