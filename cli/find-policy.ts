import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { shippedPath } from './shipped.ts';
import { readText } from './read-text.ts';
import { kindOf } from './source-file.ts';

/**
 * The file of the risk policy that a campaign's file names: the one that is called like it beside the campaign, in
 * `rules/policies` here or beside the campaign's folder, or else the shipped one. Undefined where there is none.
 * A file that is called so and is something else is passed over: a campaign may be called like its policy.
 * @throws WrongUse when a file that is called so cannot be read
 */
export async function findPolicy(id: string, campaign: string): Promise<string | undefined> {
  const folder = dirname(campaign);
  const file = `${id}.yaml`;
  const places = [
    join(folder, file),
    join('rules', 'policies', file),
    join(folder, '..', 'rules', 'policies', file),
    shippedPath(`rules/policies/${file}`),
  ];
  for (const place of places.filter((one) => existsSync(one))) {
    if (kindOf(place, await readText(place)) === 'RiskPolicy') return place;
  }
  return undefined;
}
