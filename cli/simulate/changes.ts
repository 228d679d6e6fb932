import { describeDifference } from '../../compare/terms-difference.ts';
import { differencesOfTerms } from '../../compare/written-terms.ts';
import type { Terms } from '../../domain/campaign/terms.ts';

/** A campaign's own terms, and those of its variants. */
interface Versioned {
  readonly terms: Terms;
  readonly variants?: ReadonlyMap<unknown, { readonly terms: Terms }> | undefined;
}

/** What a version says otherwise than the one before, a line each: first of its own, then of each variant what only it changes. */
export function changesBetween(before: Versioned, after: Versioned): readonly string[] {
  const own = differencesOfTerms(before.terms, after.terms).map(describeDifference);
  const formers = variantsOf(before);
  const varied = variantsOf(after).flatMap((terms) => {
    const former = formers.find(({ variant }) => variant === terms.variant);
    if (former === undefined) return [];
    return differencesOfTerms(former, terms)
      .map(describeDifference)
      .filter((line) => !own.includes(line))
      .map((line) => `variants.${terms.variant ?? ''}.spec.${line}`);
  });
  return [...own, ...varied];
}

function variantsOf({ variants }: Versioned): readonly Terms[] {
  return [...(variants?.values() ?? [])].map(({ terms }) => terms);
}
