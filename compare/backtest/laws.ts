import { assert } from '../../domain/assert.ts';
import { assignVariant } from '../../domain/campaign/assign-variant.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { Recorded } from '../../domain/commit/recorded.ts';
import type { Digest } from '../../domain/ids.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';
import { compareTerms } from '../compare-terms.ts';
import { periodOf } from '../period.ts';
import type { Trial } from './backtest.ts';
import type { Law } from './player.ts';

/** A published version, as far as it decides. */
export type Version = Omit<Law, 'policy'>;

/** A new version of a campaign, or of a risk policy. */
export type Proposal =
  | {
      readonly kind: 'campaign';
      readonly terms: Terms;
      /** Of its variants, by digest. */
      readonly variants?: ReadonlyMap<Digest, Terms>;
    }
  | { readonly kind: 'policy'; readonly policy: RiskPolicy };

/** What was, and is, in force in one campaign. */
export interface InForce {
  /** Which new codes are issued under. */
  readonly current: Version;
  readonly versions: ReadonlyMap<Digest, Version>;
  readonly policies: ReadonlyMap<Digest, RiskPolicy>;
  /** The policies in force now, by id. */
  readonly currentPolicies: ReadonlyMap<string, RiskPolicy>;
}

/**
 * By what each side of a backtest decides. As always, terms bind codes issued from `since` on, and a
 * policy everything that is asked from `since` on.
 */
export function trialOf(
  inForce: InForce,
  proposal: Proposal,
  { since, until }: Pick<Trial, 'since' | 'until'>,
): Trial {
  const before = (recorded: Recorded): Law => {
    const version = inForce.versions.get(recorded.code.digest);
    assert(version !== undefined, 'a code has a version of its campaign');
    return { ...version, policy: policyOf(inForce, version.terms, recorded) };
  };
  const { current } = inForce;
  if (proposal.kind === 'policy') {
    const after = (recorded: Recorded): Law => {
      const law = before(recorded);
      const reached = recorded.at >= since && law.terms.risk.policy === proposal.policy.id;
      return reached ? { ...law, policy: proposal.policy } : law;
    };
    return {
      since,
      until,
      before,
      after,
      budgets: { before: current.terms, after: current.terms },
    };
  }
  const { terms } = proposal;
  const period = periodIn(current, terms, since);
  const after = (recorded: Recorded): Law => {
    if (recorded.code.lineIssuedAt < since) return before(recorded);
    const { digest, holder } = recorded.code;
    const former = inForce.versions.get(digest)?.terms.variant;
    const variant = assignVariant(terms, { holder, former });
    const own = (variant && proposal.variants?.get(variant.digest)) ?? terms;
    return { terms: own, ...period, policy: policyOf(inForce, own, recorded) };
  };
  return { since, until, before, after, budgets: { before: current.terms, after: terms } };
}

/** The policy by which this was judged, where that is recorded and of the same id. */
function policyOf(inForce: InForce, { risk }: Terms, { what }: Recorded): RiskPolicy {
  const digest = what.kind === 'use' ? what.policy : null;
  const judged = digest === null ? undefined : inForce.policies.get(digest);
  if (judged?.id === risk.policy) return judged;
  const current = inForce.currentPolicies.get(risk.policy);
  assert(current !== undefined, `risk policy ${risk.policy} is published`);
  return current;
}

/** A period that stays as it is keeps its start; another is counted from `since`. */
function periodIn(
  current: Version,
  terms: Terms,
  since: Trial['since'],
): Pick<Version, 'startsAt' | 'endsAt'> {
  const { changes } = compareTerms(current.terms, terms);
  const moved = changes.some(({ path }) => /^period[.](?:starts|ends)$/.test(path));
  const { startsAt, endsAt } = current;
  return moved ? periodOf(terms, since) : { startsAt, endsAt };
}
