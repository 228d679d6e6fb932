import { comparePolicies, type PolicyComparison } from '../../compare/compare-policies.ts';
import {
  compareTerms,
  type TermsChange,
  type TermsComparison,
} from '../../compare/compare-terms.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { say } from '../../lang/say.ts';
import { WrongUse } from '../exit.ts';
import { compareBesideTerms, type BesideTerms } from './beside-terms.ts';
import type { Version } from './version.ts';

/** Two versions and all that is not the same in them. */
export interface Comparison {
  readonly before: Version;
  readonly after: Version;
  readonly found: TermsComparison | PolicyComparison;
  readonly beside: BesideTerms;
  /** Variants whose terms differ otherwise than the campaign's own, and new ones that differ from it. */
  readonly variants: readonly VariantComparison[];
}

export interface VariantComparison {
  readonly variant: string;
  /** Against what: its terms in the version before, or the campaign's own where it is new. */
  readonly against: 'former' | 'campaign';
  readonly changes: readonly TermsChange[];
}

/**
 * Compares two versions of a campaign, or of a risk policy.
 * @throws WrongUse when one is a campaign and the other a policy
 */
export function compareVersions(before: Version, after: Version): Comparison {
  if (before.kind === 'campaign' && after.kind === 'campaign') {
    const others = { before: before.variants, after: after.variants };
    const found = compareTerms(before.terms, after.terms, others);
    const variants = compareVariants(before, after, found);
    return { before, after, found, beside: besideOf(before, after, { found, variants }), variants };
  }
  if (before.kind === 'policy' && after.kind === 'policy') {
    const found = comparePolicies(before.policy, after.policy);
    const beside = besideOf(before, after, { found, variants: [] });
    return { before, after, found, beside, variants: [] };
  }
  throw new WrongUse(say`A campaign and a risk policy cannot be compared.`);
}

function besideOf(
  before: Version,
  after: Version,
  { found, variants }: Pick<Comparison, 'found' | 'variants'>,
): BesideTerms {
  const isSame = found.changes.length === 0 && variants.length === 0;
  return compareBesideTerms(before.text, after.text, isSame ? 'same' : 'other');
}

interface WithVariants {
  readonly terms: Terms;
  readonly variants: readonly Terms[];
}

function compareVariants(
  before: WithVariants,
  after: WithVariants,
  { changes: own }: TermsComparison,
): readonly VariantComparison[] {
  const told = new Set(own.map(nameOf));
  return after.variants.flatMap((terms): VariantComparison[] => {
    const { variant = '' } = terms;
    const former = before.variants.find((one) => one.variant === variant);
    if (former === undefined) return newVariant(after.terms, terms);
    // What a change costs is seen beside everything else as it was.
    const rest = [before.terms, ...before.variants.filter((one) => one !== former)];
    const { changes: all } = compareTerms(former, terms, { before: rest, after: rest });
    const changes = all.filter((one) => !told.has(nameOf(one)));
    return changes.length === 0 ? [] : [{ variant, against: 'former', changes }];
  });
}

/** That it is there at all is a change of the campaign, and what it costs is told of that one. */
function newVariant(own: Terms, terms: Terms): VariantComparison[] {
  const { variant = '' } = terms;
  const changes = compareTerms(own, terms)
    .changes.filter(({ path }) => path !== 'variant' && path !== 'variants')
    .map((one) => ({ ...one, costs: [] }));
  return changes.length === 0 ? [] : [{ variant, against: 'campaign', changes }];
}

function nameOf({ path, differences }: TermsChange): string {
  return JSON.stringify([path, differences]);
}
