import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { shippedPath } from './shipped.ts';
import { namesIn, readText } from './read-text.ts';
import { kindOf } from './source-file.ts';

/**
 * The file of the risk policy that a campaign's file names: the one that is called like it beside the campaign, in
 * `rules/policies` here or beside the campaign's folder, or else the shipped one. Undefined where there is none.
 * A file that is called so and is something else is passed over: a campaign may be called like its policy.
 * @throws WrongUse when a file that is called so cannot be read
 */
export async function findPolicy(id: string, campaign: string): Promise<string | undefined> {
  const folder = dirname(campaign);
  const places = [folder, ...policyFolders(campaign)].map((one) => join(one, `${id}.yaml`));
  for (const place of places.filter((one) => existsSync(one))) {
    if (kindOf(place, await readText(place)) === 'RiskPolicy') return place;
  }
  return undefined;
}

/** The ids of policies that lie where they are looked for, as their files are called. */
export async function policiesLying(campaign: string): Promise<readonly string[]> {
  const there = policyFolders(campaign).filter((folder) => existsSync(folder));
  const names = await Promise.all(there.map((folder) => namesIn(folder)));
  return names.flatMap((own = []) =>
    own.filter((name) => name.endsWith('.yaml')).map((name) => name.slice(0, -'.yaml'.length)),
  );
}

/** Where policies lie, beside those in the campaign's own folder. */
function policyFolders(campaign: string): readonly string[] {
  const usual = join('rules', 'policies');
  return [usual, join(dirname(campaign), '..', usual), shippedPath('rules/policies')];
}
