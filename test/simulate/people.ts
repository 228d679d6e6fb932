import { readFileSync } from 'node:fs';
import { compileCampaign } from '../../compile/campaign.ts';
import { compilePolicy } from '../../compile/policy.ts';
import { compilePopulation } from '../../compile/population.ts';
import type { Population } from '../../domain/population/population.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Plan } from '../../simulate/population/repetition.ts';

const root = new URL('../../', import.meta.url);

export const shippedCampaigns = [
  'activity',
  'enterprise',
  'first-purchase',
  'mini-program',
  'official-account',
  'privilege',
  'registration',
] as const;

export function shippedText(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

export function shippedPopulation(name: 'everyday' | 'attacked'): Population {
  const made = compilePopulation(shippedText(`campaigns/populations/${name}.yaml`));
  if (!made.ok) throw new Error(JSON.stringify(made.diagnostics));
  return made.population;
}

/** A plan of a shipped campaign, with some things otherwise. */
export function planOf(
  campaign: (typeof shippedCampaigns)[number],
  changes: {
    readonly population?: Population;
    readonly people?: number;
    readonly seed?: number;
    readonly days?: number;
    readonly policy?: 'default' | 'none' | 'reviewed';
    readonly terms?: (terms: Terms) => Terms;
  } = {},
): Plan {
  const { terms: change = (terms: Terms) => terms } = changes;
  const { policy = 'default', seed = 1, days = null, people } = changes;
  const made = compileCampaign(shippedText(`campaigns/${campaign}.yaml`));
  const rules = compilePolicy(shippedText(`rules/policies/${policy}.yaml`));
  if (!made.ok || !rules.ok) throw new Error('the shipped files compile');
  const population = changes.population ?? shippedPopulation('everyday');
  return {
    terms: change(made.terms),
    digest: made.digest,
    policy: rules.policy,
    population: people === undefined ? population : { ...population, people },
    ...{ seed, days },
  };
}
