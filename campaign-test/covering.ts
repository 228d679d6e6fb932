import type { Terms } from '../domain/campaign/terms.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import { coverableUnder, type Item } from './coverable.ts';
import { coverageKinds, coverageName, type Coverable } from './coverage.ts';

/** Terms that codes of a campaign can have: its own, or those of a variant. */
export interface Law {
  readonly terms: Terms;
  readonly policy: RiskPolicy;
}

/** What there is to reach in a campaign and its variants together. */
export interface Covering {
  readonly coverable: Coverable;
  /** What was reached, by the name under which it is counted: what several share is one thing. */
  counted(reached: string): string;
}

/** What the campaign, which comes first, and its variants share is counted once, as the campaign's. */
export function coveringOf(laws: readonly Law[]): Covering {
  const firsts = new Map<string, string>();
  const byName = new Map<string, string>();
  const wanted = new Map<string, Set<string>>(coverageKinds.map((kind) => [kind, new Set()]));
  for (const { terms, policy } of laws) {
    for (const item of coverableUnder(terms, policy)) {
      const { variant } = terms;
      const alike = JSON.stringify([item.kind, item.name, item.terms]);
      const first = firsts.get(alike) ?? nameUnder(item, variant);
      firsts.set(alike, first);
      byName.set(coverageName(item.kind, item.name, variant), coverageName(item.kind, first));
      if (variant !== undefined || isHad(terms)) wanted.get(item.kind)?.add(first);
    }
  }
  const named = coverageKinds.map((kind) => [kind, [...(wanted.get(kind) ?? [])]] as const);
  return {
    coverable: { rules: [], tiers: [], rewards: [], outcomes: [], ...Object.fromEntries(named) },
    counted: (reached) => byName.get(reached) ?? reached,
  };
}

function nameUnder({ name }: Item, variant: string | undefined): string {
  return variant === undefined ? name : `variant ${variant}: ${name}`;
}

/** Whether anybody has the campaign's own terms: nobody has where some variant is for everybody. */
function isHad({ variants = [] }: Terms): boolean {
  return variants.every(({ segment }) => segment !== null);
}
