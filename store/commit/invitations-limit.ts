import type { Condition } from '../../domain/policy/condition.ts';
import type { RiskPolicy } from '../../domain/policy/policy.ts';

const atLeast = 1000;

/**
 * How far the invitations of a day need to be counted: beyond every number that a policy compares
 * them with, and to a thousand for explanations. A hot code has more than one wants to count in
 * each commit.
 */
export function invitationsLimit(policies: readonly RiskPolicy[]): number {
  const rules = policies.flatMap((policy) => policy.rules);
  const compared = rules.flatMap(({ when }) => numbersCompared(when));
  return Math.max(atLeast, ...compared.map((value) => Math.ceil(value) + 1));
}

function numbersCompared(condition: Condition): readonly number[] {
  if ('all' in condition) return condition.all.flatMap(numbersCompared);
  if ('any' in condition) return condition.any.flatMap(numbersCompared);
  if ('not' in condition) return numbersCompared(condition.not);
  if (condition.fact !== 'inviterInvitationsToday') return [];
  const { value } = condition;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'number');
}
