import {
  isPropertyFact,
  propertyOfFact,
  type Properties,
  type PropertyTerms,
} from '../../domain/campaign/milestones.ts';
import {
  factsRead,
  type Condition,
  type ConditionValue,
  type Operator,
} from '../../domain/policy/condition.ts';
import { decimalsOf, formatMinor, parseAmount } from '../../domain/money.ts';
import type { Path, Report } from '../diagnostic.ts';
import { choice } from '../nearest.ts';
import type { Comparison } from './condition.ts';
import { say, type Said } from '../../lang/say.ts';

const same: readonly Operator[] = ['equal', 'notEqual'];
const among: readonly Operator[] = ['in', 'notIn'];
const order: readonly Operator[] = [
  ...(['lessThan', 'lessThanInclusive'] as const),
  ...(['greaterThan', 'greaterThanInclusive'] as const),
];

const fitting: Readonly<Record<PropertyTerms['kind'], readonly Operator[]>> = {
  money: [...same, ...among, ...order],
  text: [...same, ...among],
  number: [...same, ...among, ...order],
  flag: same,
};

const words: Readonly<Record<PropertyTerms['kind'], Said>> = {
  money: say`an amount`,
  text: say`a text`,
  number: say`a number`,
  flag: say`true or false`,
};

/** Whether a comparison of a property fits its type, and can be about a value that it may have. */
export function checkPropertyValue(
  report: Report,
  path: Path,
  { fact, operator, value }: Comparison,
  terms: PropertyTerms,
): void {
  if (!fitting[terms.kind].includes(operator)) {
    report({
      code: 'WRONG_VALUE',
      path: [...path, 'operator'],
      message: say`${fact} is ${words[terms.kind]}, and ${operator} is not for that`,
      expected: say`one of: ${fitting[terms.kind].join(', ')}`,
    });
    return;
  }
  const isList = among.includes(operator);
  const at = [...path, 'value'];
  if (isList !== Array.isArray(value) || (Array.isArray(value) && value.length === 0)) {
    report({
      code: 'WRONG_VALUE',
      path: at,
      message: say`${fact} cannot be compared with this by ${operator}`,
      expected: isList ? say`a list, each ${rightValue(terms)}` : rightValue(terms),
    });
    return;
  }
  for (const [index, one] of [value].flat().entries()) {
    checkOne(report, isList ? [...at, index] : at, { fact, one, terms });
  }
}

function checkOne(
  report: Report,
  path: Path,
  { fact, one, terms }: { fact: string; one: ConditionValue; terms: PropertyTerms },
): void {
  if (valueOf(terms, one) === undefined) {
    const message = say`${fact} is ${words[terms.kind]}, and cannot be compared with this`;
    report({ code: 'WRONG_VALUE', path, message, expected: rightValue(terms) });
    return;
  }
  if (terms.kind !== 'text' || terms.oneOf === null || typeof one !== 'string') return;
  if (terms.oneOf.includes(one)) return;
  report({
    code: 'WRONG_VALUE',
    path,
    message: say`${fact} is never "${one.slice(0, 40)}"`,
    ...choice(one, terms.oneOf),
  });
}

function rightValue(terms: PropertyTerms): Said {
  return terms.kind === 'money'
    ? say`an amount in quotes: "${formatMinor(5000, terms.asset)}"`
    : words[terms.kind];
}

/** A value as facts have it: amounts in minor units. Undefined where it is of another type. */
function valueOf(terms: PropertyTerms, value: ConditionValue): ConditionValue | undefined {
  switch (terms.kind) {
    case 'money':
      return typeof value === 'string' ? parseAmount(value, decimalsOf(terms.asset)) : undefined;
    case 'text':
      return typeof value === 'string' ? value : undefined;
    case 'number':
      return typeof value === 'number' ? value : undefined;
    case 'flag':
      return typeof value === 'boolean' ? value : undefined;
  }
}

const opposite: Readonly<Record<Operator, Operator>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  in: 'notIn',
  notIn: 'in',
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThan',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
};

/**
 * A condition as terms have it. Amounts are in minor units, and `not` is taken into comparisons of
 * properties, so that one that was not reported fulfils neither a comparison nor its opposite.
 * Conditions that read no property stay as they are.
 */
export function normalCondition(
  condition: Condition,
  properties: Properties | undefined,
  isNot = false,
): Condition {
  if (!factsRead(condition).some(isPropertyFact)) return isNot ? { not: condition } : condition;
  const parts = (several: readonly Condition[]): readonly Condition[] =>
    several.map((part) => normalCondition(part, properties, isNot));
  if ('not' in condition) return normalCondition(condition.not, properties, !isNot);
  if ('all' in condition) return joined(!isNot, parts(condition.all));
  if ('any' in condition) return joined(isNot, parts(condition.any));
  const { fact, operator, value } = condition;
  const terms = propertyOfFact(properties, fact);
  return {
    fact,
    operator: isNot ? opposite[operator] : operator,
    value: terms === undefined ? value : inMinorUnits(terms, value),
  };
}

function joined(isAll: boolean, parts: readonly Condition[]): Condition {
  return isAll ? { all: parts } : { any: parts };
}

function inMinorUnits(terms: PropertyTerms, value: ConditionValue): ConditionValue {
  if (terms.kind !== 'money') return value;
  const minor = (one: string | number): string | number =>
    typeof one === 'string' ? (parseAmount(one, decimalsOf(terms.asset)) ?? one) : one;
  if (typeof value === 'string') return minor(value);
  return typeof value === 'object' ? value.map(minor) : value;
}
