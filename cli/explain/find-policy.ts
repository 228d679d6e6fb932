import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { WrongUse } from '../exit.ts';
import { readSourceFile } from '../source-file.ts';

/**
 * The risk policy of a campaign's file: the one that was named, or the file that is called like it
 * beside the campaign, or in `rules/policies` from here or from the campaign's folder upward.
 * @throws WrongUse when there is none, or it has errors
 */
export async function findPolicy(
  id: string,
  near: { readonly campaign: string; readonly named: string | undefined },
): Promise<RiskPolicy> {
  const folder = dirname(near.campaign);
  const file = `${id}.yaml`;
  const places = [
    join(folder, file),
    join('rules', 'policies', file),
    join(folder, '..', 'rules', 'policies', file),
  ];
  const path = near.named ?? places.find((place) => existsSync(place));
  if (path === undefined) {
    throw new WrongUse(`Cannot find the risk policy ${id}: name its file with --policy.`);
  }
  const source = await readSourceFile(path);
  const { compiled } = source;
  if (!compiled.ok) {
    throw new WrongUse(`${path} has errors: \`usher lint\` says which.`);
  }
  if ('policy' in compiled) return compiled.policy;
  throw new WrongUse(`${path} is no risk policy.`);
}
