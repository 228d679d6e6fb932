import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { shippedPath } from './shipped.ts';

/**
 * The file of the risk policy that a campaign's file names: the one that is called like it beside the campaign, in
 * `rules/policies` here or beside the campaign's folder, or else the shipped one. Undefined where there is none.
 */
export function findPolicy(id: string, campaign: string): string | undefined {
  const folder = dirname(campaign);
  const file = `${id}.yaml`;
  const places = [
    join(folder, file),
    join('rules', 'policies', file),
    join(folder, '..', 'rules', 'policies', file),
    shippedPath(`rules/policies/${file}`),
  ];
  return places.find((place) => existsSync(place));
}
