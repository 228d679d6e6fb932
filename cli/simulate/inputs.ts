import type { RiskPolicy } from '../../domain/policy/policy.ts';
import type { Population } from '../../domain/population/population.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Digest } from '../../domain/ids.ts';
import type { MemoryVariants } from '../../simulate/memory-store.ts';
import { compilePopulation } from '../../compile/population.ts';
import { assert } from '../../domain/assert.ts';
import { say, type Language } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';
import { readPolicy } from '../find-policy.ts';
import { NotCompiled } from '../not-compiled.ts';
import { readShipped } from '../shipped.ts';
import { readSourceFile } from '../source-file.ts';

/** A campaign as it is to be simulated. */
export interface Version {
  readonly file: string;
  /** What stands in it, with what it extends. */
  readonly text: string;
  readonly terms: Terms;
  readonly digest: Digest;
  readonly policy: RiskPolicy;
  readonly variants?: MemoryVariants;
}

/**
 * Reads a campaign and the risk policy that it names, which is `policyFile` where that is given.
 * @throws NotCompiled when one of them has errors
 * @throws WrongUse when it is no campaign, or its policy is nowhere to be found
 */
export async function readVersion(
  path: string,
  policyFile: string | undefined,
  language: Language,
): Promise<Version> {
  const source = await readSourceFile(path, language);
  if (source.kind !== 'campaign') throw new WrongUse(say`${path} is no campaign.`);
  if (!source.compiled.ok) throw new NotCompiled(source);
  const { terms, digest, variants } = source.compiled;
  const policyOf = async (own: Terms): Promise<RiskPolicy> =>
    readPolicy(own, { campaign: path, policy: policyFile, language });
  const varied = await Promise.all(
    variants.map(
      async (one) => [one.digest, { terms: one.terms, policy: await policyOf(one.terms) }] as const,
    ),
  );
  const policy = await policyOf(terms);
  const read = { file: source.file, text: source.resolved, terms, digest, policy };
  return varied.length === 0 ? read : { ...read, variants: new Map(varied) };
}

/**
 * Reads a population; without a file, the shipped one.
 * @throws NotCompiled when it has errors
 */
export async function readPopulation(
  path: string | undefined,
  language: Language,
): Promise<Population> {
  if (path === undefined) {
    const read = compilePopulation(await readShipped('campaigns/populations/everyday.yaml'));
    assert(read.ok, 'the shipped population compiles');
    return read.population;
  }
  const source = await readSourceFile(path, language);
  if (source.kind !== 'population') throw new WrongUse(say`${path} is no population.`);
  if (!source.compiled.ok) throw new NotCompiled(source);
  return source.compiled.population;
}
