import type { Terms } from '../domain/campaign/terms.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import type { Said } from '../lang/say.ts';
import { coverableUnder } from './coverable.ts';
import { coverageKinds, coverageName, keyOf, nameUnder, type Coverable } from './coverage.ts';

/** Terms that codes of a campaign can have: its own, or those of a variant. */
export interface Law {
  readonly terms: Terms;
  readonly policy: RiskPolicy;
}

/** What there is to reach in a campaign and its variants together. */
export interface Covering {
  readonly coverable: Coverable;
  /** The key of what was reached by that under which it is counted: what several share is one thing. */
  counted(reached: string): string;
}

/** What the campaign, which comes first, and its variants share is counted once, as the campaign's. */
export function coveringOf(laws: readonly Law[]): Covering {
  const firsts = new Map<string, Said>();
  const byName = new Map<string, string>();
  const wanted = new Map(coverageKinds.map((kind) => [kind, new Map<string, Said>()]));
  for (const { terms, policy } of laws) {
    for (const item of coverableUnder(terms, policy)) {
      const { variant } = terms;
      const alike = JSON.stringify([item.kind, item.name, item.terms]);
      const first = firsts.get(alike) ?? nameUnder(item.name, variant);
      firsts.set(alike, first);
      byName.set(
        keyOf(coverageName(item.kind, item.name, variant)),
        keyOf(coverageName(item.kind, first)),
      );
      if (variant !== undefined || isHad(terms)) wanted.get(item.kind)?.set(keyOf(first), first);
    }
  }
  const named = coverageKinds.map(
    (kind) => [kind, [...(wanted.get(kind)?.values() ?? [])]] as const,
  );
  return {
    coverable: { rules: [], tiers: [], rewards: [], outcomes: [], ...Object.fromEntries(named) },
    counted: (reached) => byName.get(reached) ?? reached,
  };
}

/** Whether anybody has the campaign's own terms: nobody has where some variant is for everybody. */
function isHad({ variants = [] }: Terms): boolean {
  return variants.every(({ segment }) => segment !== null);
}
