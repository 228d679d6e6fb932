import { onceFor } from '../domain/once-for.ts';
import { factsRead } from '../domain/policy/condition.ts';
import type { FactValue } from '../domain/policy/facts.ts';
import type { Judgement, RiskRule } from '../domain/policy/policy.ts';
import type { FactValues } from './evaluate.ts';

/** The facts that rules have read. */
export function readBy(rules: readonly RiskRule[], values: FactValues): Judgement['facts'] {
  const read: Record<string, FactValue> = {};
  for (const name of namesRead(rules)) read[name] = values[name] ?? null;
  return read;
}

const namesRead = onceFor((rules: readonly RiskRule[]) => [
  ...new Set(rules.flatMap(({ when }) => factsRead(when))),
]);
