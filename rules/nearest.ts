import type { Rejection } from '../domain/code/rejection.ts';
import { factsRead, type Condition } from '../domain/policy/condition.ts';
import { hintOf, hints, opposites, type Hint, type NearestFact } from '../domain/policy/nearest.ts';
import type { Judgement, RiskPolicy, RiskRule } from '../domain/policy/policy.ts';
import { comparedIn } from './compared-in.ts';
import { traceCondition, type ConditionTrace } from './trace.ts';

type Why = Pick<Rejection, 'rules' | 'policy' | 'thresholds' | 'facts' | 'nearest' | 'hints'>;

/**
 * Why a policy has said no: its version, its rules that fired and what they compare facts with; for operations the nearest situation in which none of
 * them fires, and what of it may be told to whoever redeems.
 */
export function whyRefused({ rules }: RiskPolicy, judgement: Judgement): Why {
  const fired = rules.filter(({ id }) => judgement.rules.includes(id));
  const nearest = fired.flatMap(({ when }) => turned(traceCondition(when, judgement.facts), false));
  const told = toldOf(fired, judgement.answer.kind);
  return {
    rules: judgement.rules,
    policy: judgement.policyDigest,
    ...comparedIn(judgement),
    ...(nearest.length === 0 ? {} : { nearest: onceEach(nearest) }),
    ...(told.length === 0 ? {} : { hints: told }),
  };
}

/** The fewest comparisons that have to come out otherwise so that the whole comes out as `to`. */
function turned(trace: ConditionTrace, to: boolean): readonly NearestFact[] {
  if (trace.holds === to) return [];
  switch (trace.kind) {
    case 'fact': {
      const { fact, found, operator, value } = trace;
      return [{ fact, found, operator: to ? operator : opposites[operator], value }];
    }
    case 'not':
      return turned(trace.part, !to);
    case 'all':
    case 'any': {
      const parts = trace.parts.map((part) => turned(part, to));
      const needsAll = (trace.kind === 'all') === to;
      return needsAll ? parts.flat() : shortest(parts);
    }
  }
}

function shortest(parts: readonly (readonly NearestFact[])[]): readonly NearestFact[] {
  const [first = [], ...rest] = parts;
  return rest.reduce((best, part) => (part.length < best.length ? part : best), first);
}

function onceEach(facts: readonly NearestFact[]): readonly NearestFact[] {
  return [...new Map(facts.map((one) => [JSON.stringify(one), one])).values()];
}

/** What helps against every rule that fired. A rule that reads anything else says nothing at all. */
function toldOf(fired: readonly RiskRule[], answer: Judgement['answer']['kind']): readonly Hint[] {
  if (answer === 'freeze' || answer === 'ban') return [];
  const byRule = fired.map(({ when }) => hintsOf(when));
  const helping = hints.filter((hint) => byRule.every((known) => known.has(hint)));
  // Whoever is asked for a verification knows of it by that.
  return answer === 'verification' && !helping.includes('after-verification')
    ? ['after-verification', ...helping]
    : helping;
}

/** One fact turned is enough where all of them are needed; of other forms nothing is told. */
function hintsOf(when: Condition): ReadonlySet<Hint> {
  const parts = 'all' in when ? when.all : [when];
  const known = parts.map((part) => ('fact' in part ? hintOf(part.fact) : undefined));
  const found = known.filter((hint) => hint !== undefined);
  return new Set(found.length === factsRead(when).length ? found : []);
}
