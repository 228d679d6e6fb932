import { isPropertyFact } from '../domain/campaign/milestones.ts';
import type { Condition, ConditionValue, Operator } from '../domain/policy/condition.ts';
import type { FactValue } from '../domain/policy/facts.ts';
import type { FactValues } from './evaluate.ts';

/** A condition as it was found: every part with its result, also those that no longer mattered. */
export type ConditionTrace =
  | {
      readonly kind: 'all' | 'any';
      readonly holds: boolean;
      readonly parts: readonly ConditionTrace[];
    }
  | { readonly kind: 'not'; readonly holds: boolean; readonly part: ConditionTrace }
  | FactTrace;

/** One comparison of a fact with its threshold. */
export interface FactTrace {
  readonly kind: 'fact';
  readonly holds: boolean;
  readonly fact: string;
  readonly found: FactValue;
  readonly operator: Operator;
  readonly value: ConditionValue;
}

/**
 * Looks at every part of a condition, which json-rules-engine leaves as soon as it knows the end.
 * A test holds the two to the same answer.
 */
export function traceCondition(condition: Condition, facts: FactValues): ConditionTrace {
  if ('all' in condition) {
    const parts = condition.all.map((part) => traceCondition(part, facts));
    return { kind: 'all', holds: parts.every(({ holds }) => holds), parts };
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => traceCondition(part, facts));
    // The engine takes an empty `any` for one that holds.
    return { kind: 'any', holds: parts.length === 0 || parts.some(({ holds }) => holds), parts };
  }
  if ('not' in condition) {
    const part = traceCondition(condition.not, facts);
    return { kind: 'not', holds: !part.holds, part };
  }
  const found = facts[condition.fact] ?? null;
  return { kind: 'fact', holds: compare(found, condition), found, ...condition };
}

type Comparison = Extract<Condition, { readonly fact: string }>;

function compare(found: FactValue, { fact, operator, value }: Comparison): boolean {
  if (found === null && isPropertyFact(fact)) return false;
  switch (operator) {
    case 'equal':
      return found === value;
    case 'notEqual':
      return found !== value;
    case 'in':
      return isAmong(found, value);
    case 'notIn':
      return !isAmong(found, value);
    case 'contains':
      return isList(found) && found.some((one) => one === value);
    case 'doesNotContain':
      return isList(found) && !found.some((one) => one === value);
    default:
      return isNumber(found) && isNumber(value) && inOrder(found, operator, value);
  }
}

function inOrder(
  found: number,
  operator: Extract<Operator, `${'less' | 'greater'}Than${string}`>,
  value: number,
): boolean {
  switch (operator) {
    case 'lessThan':
      return found < value;
    case 'lessThanInclusive':
      return found <= value;
    case 'greaterThan':
      return found > value;
    case 'greaterThanInclusive':
      return found >= value;
  }
}

function isAmong(found: FactValue, value: ConditionValue): boolean {
  return isList(value) && value.some((one) => one === found);
}

function isNumber(value: FactValue | ConditionValue): value is number {
  return typeof value === 'number';
}

function isList(
  value: FactValue | ConditionValue,
): value is readonly string[] | readonly (string | number)[] {
  return Array.isArray(value);
}
