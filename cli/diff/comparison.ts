import { comparePolicies, type PolicyComparison } from '../../compare/compare-policies.ts';
import { compareTerms, type TermsComparison } from '../../compare/compare-terms.ts';
import { WrongUse } from '../exit.ts';
import { compareBesideTerms, type BesideTerms } from './beside-terms.ts';
import type { Version } from './version.ts';

/** Two versions and all that is not the same in them. */
export interface Comparison {
  readonly before: Version;
  readonly after: Version;
  readonly found: TermsComparison | PolicyComparison;
  readonly beside: BesideTerms;
}

/**
 * Compares two versions of a campaign, or of a risk policy.
 * @throws WrongUse when one is a campaign and the other a policy
 */
export function compareVersions(before: Version, after: Version): Comparison {
  const beside = compareBesideTerms(before.text, after.text);
  if (before.kind === 'campaign' && after.kind === 'campaign') {
    return { before, after, found: compareTerms(before.terms, after.terms), beside };
  }
  if (before.kind === 'policy' && after.kind === 'policy') {
    return { before, after, found: comparePolicies(before.policy, after.policy), beside };
  }
  throw new WrongUse('A campaign and a risk policy cannot be compared.');
}
