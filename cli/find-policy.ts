import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { Terms } from '../domain/campaign/terms.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import { say, type Language } from '../lang/say.ts';
import { WrongUse } from './exit.ts';
import { NotCompiled } from './not-compiled.ts';
import { shippedPath } from './shipped.ts';
import { namesIn, readText } from './read-text.ts';
import { kindOf, readSourceFile } from './source-file.ts';

/**
 * The file of the risk policy that a campaign's file names: the one that is called like it beside the campaign, in
 * `rules/policies` here or beside the campaign's folder, or else the shipped one. Undefined where there is none.
 * A file that is called so and is something else is passed over: a campaign may be called like its policy.
 * @throws WrongUse when a file that is called so cannot be read
 */
async function findPolicy(id: string, campaign: string): Promise<string | undefined> {
  const folder = dirname(campaign);
  const places = [folder, ...policyFolders(campaign)].map((one) => join(one, `${id}.yaml`));
  for (const place of places.filter((one) => existsSync(one))) {
    if (kindOf(place, await readText(place)) === 'RiskPolicy') return place;
  }
  return undefined;
}

/** Whose policy is read: of the campaign in this file, from the file that is named, else found by its name. */
export interface PolicyOf {
  readonly campaign: string;
  readonly policy: string | undefined;
  readonly language: Language;
}

/**
 * Reads the risk policy that a campaign's terms name.
 * @throws NotCompiled when it has errors
 * @throws WrongUse when it is nowhere to be found, or is none
 */
export async function readPolicy(
  { risk }: Pick<Terms, 'risk'>,
  { campaign, policy, language }: PolicyOf,
): Promise<RiskPolicy> {
  const path = policy ?? (await findPolicy(risk.policy, campaign));
  if (path === undefined) {
    throw new WrongUse(
      say`The campaign names the risk policy "${risk.policy}", which is nowhere to be found; name its file with --policy.`,
    );
  }
  const source = await readSourceFile(path, language);
  if (source.kind !== 'policy') throw new WrongUse(say`${path} is no risk policy.`);
  if (!source.compiled.ok) throw new NotCompiled(source);
  return source.compiled.policy;
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
