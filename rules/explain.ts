import type { UseCommand } from '../domain/code/command.ts';
import type { Facts } from '../domain/commit/facts.ts';
import type { RedemptionRow } from '../domain/commit/rows.ts';
import type { RiskRule } from '../domain/policy/policy.ts';
import { Draft } from './decide/draft.ts';
import { unbounded } from './judge.ts';
import { traceCondition, type ConditionTrace } from './trace.ts';
import { valuesOfReward, valuesOfUse } from './values.ts';

/** Every rule of the policy as it was found for one redemption, whether it fired or not. */
export function traceRules(
  facts: Facts,
  command: UseCommand,
): readonly { readonly rule: RiskRule; readonly trace: ConditionTrace }[] {
  const values = valuesOfUse(new Draft(facts, unbounded), command);
  return facts.policy.rules.map((rule) => ({ rule, trace: traceCondition(rule.when, values) }));
}

/** The condition of every reward as it was found for one invitee; null where there is none. */
export function traceRewards(
  facts: Facts,
  from: UseCommand | RedemptionRow,
  purchaseAmountMinor: number | null,
): ReadonlyMap<string, ConditionTrace | null> {
  const values = { ...valuesOfReward(facts, from, { at: facts.now }), purchaseAmountMinor };
  return new Map(
    facts.terms.rewards.map(({ id, when: { condition } }) => [
      id,
      condition === null ? null : traceCondition(condition, values),
    ]),
  );
}
