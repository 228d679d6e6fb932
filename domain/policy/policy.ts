import type { ReviewTerms } from '../campaign/review-terms.ts';
import type { Digest } from '../ids.ts';
import type { Duration, Instant } from '../time.ts';
import { comparisonsOf, type Comparison, type Condition } from './condition.ts';
import type { PartyKind, SanctionScope } from './party.ts';
import type { FactValue } from './facts.ts';

/** A risk policy in normal form. Unlike terms it applies to codes that are already out. */
export interface RiskPolicy {
  readonly id: string;
  readonly title: string;
  readonly digest: Digest;
  readonly rules: readonly RiskRule[];
  /** Groups for whom some rules do not hold; absent: none. */
  readonly whitelist?: readonly Whitelisted[];
}

/** The policy in force of an id, and the one in its shadow. */
export interface Policies {
  readonly policy: RiskPolicy;
  readonly shadow: RiskPolicy | null;
}

/** A group of certified users, and for how long which rules do not hold for them; `until` is exclusive. */
export interface Whitelisted {
  readonly group: string;
  readonly rules: readonly string[];
  readonly until: Instant;
}

/**
 * When the condition holds, the answer falls. Of several, whoever asks gets the most severe; each freeze and each ban
 * keeps its party out, whatever the others say.
 */
export interface RiskRule {
  readonly id: string;
  readonly title: string;
  readonly when: Condition;
  readonly answer: RiskAnswer;
}

export type RiskAnswer =
  | { readonly kind: 'verification'; readonly check: string }
  /** The code is pending until its wording has fewer hits than the condition asks for. */
  | { readonly kind: 'revision' }
  | ({ readonly kind: 'review' } & ReviewTerms)
  /** Doubles with each freeze of the same party, up to `upToMs`. */
  | ({
      readonly kind: 'freeze';
      readonly forMs: Duration;
      readonly upToMs: Duration;
    } & Sanctioned)
  | { readonly kind: 'refuse' }
  | ({
      readonly kind: 'ban';
      /** What becomes of rewards that the person has on hold; absent: they keep them. */
      readonly heldRewards?: 'void';
    } & Sanctioned);

/** A rule that keeps a party out. */
export type SanctioningRule = RiskRule & {
  readonly answer: Extract<RiskAnswer, { readonly kind: 'freeze' | 'ban' }>;
};

/** Whether a rule keeps a party out. */
export function isSanctioning(rule: RiskRule): rule is SanctioningRule {
  return rule.answer.kind === 'freeze' || rule.answer.kind === 'ban';
}

interface Sanctioned {
  readonly party: PartyKind;
  /** Absent: in all campaigns that share the traffic. */
  readonly scope?: SanctionScope;
}

/** A comparison of a rule that fired: with which value which fact was compared, and how. */
export interface Threshold extends Comparison {
  readonly rule: string;
}

/** What the rules that fired compare facts with. */
export function thresholdsOf(fired: readonly RiskRule[]): readonly Threshold[] {
  return fired.flatMap(({ id: rule, when }) =>
    comparisonsOf(when).map((comparison) => ({ rule, ...comparison })),
  );
}

/** What a judged item came to, with everything needed to explain it. */
export interface Judgement {
  readonly policy: string;
  readonly policyDigest: Digest;
  readonly rules: readonly string[];
  readonly facts: Readonly<Record<string, FactValue>>;
  /** What the rules that fired compare these facts with; absent where none fired, or it was judged before. */
  readonly thresholds?: readonly Threshold[];
  readonly answer: { readonly kind: 'allow' } | RiskAnswer;
}
