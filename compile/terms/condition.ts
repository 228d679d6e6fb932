import {
  isPropertyFact,
  propertyOfFact,
  type Properties,
} from '../../domain/campaign/milestones.ts';
import type { Condition, ConditionValue } from '../../domain/policy/condition.ts';
import { factTable, type Fact } from '../../domain/policy/facts.ts';
import type { Path, Report } from '../diagnostic.ts';
import { phrase, say } from '../../lang/say.ts';
import { choice } from '../nearest.ts';
import { checkKnown } from './known-values.ts';
import { checkPropertyValue } from './property-condition.ts';

export type Comparison = Extract<Condition, { readonly fact: string }>;

/** What of a campaign its conditions speak of; undefined where that could not be read. */
interface Surroundings {
  readonly channels: readonly string[] | undefined;
  readonly milestones?: readonly string[] | undefined;
  readonly properties?: Properties | undefined;
}

/** Whether every comparison of a condition can come out either way. */
export function checkCondition(
  report: Report,
  path: Path,
  condition: Condition,
  campaign: Surroundings,
): void {
  if ('all' in condition || 'any' in condition) {
    const word = 'all' in condition ? 'all' : 'any';
    const several = 'all' in condition ? condition.all : condition.any;
    for (const [index, each] of several.entries()) {
      checkCondition(report, [...path, word, index], each, campaign);
    }
  } else if ('not' in condition) {
    checkCondition(report, [...path, 'not'], condition.not, campaign);
  } else if (isPropertyFact(condition.fact)) {
    checkProperty(report, path, condition, campaign);
  } else {
    checkValue(report, [...path, 'value'], condition);
    checkChannel(report, [...path, 'value'], condition, campaign.channels ?? []);
  }
}

const words = {
  string: say`a text`,
  number: say`a number`,
  list: say`a list of texts`,
  flag: say`true or false`,
} as const;

const fitting: Readonly<Record<keyof typeof words, readonly string[]>> = {
  string: ['equal', 'notEqual', 'in', 'notIn'],
  number: [
    ...['equal', 'notEqual', 'in', 'notIn', 'lessThan', 'lessThanInclusive'],
    ...['greaterThan', 'greaterThanInclusive'],
  ],
  list: ['contains', 'doesNotContain'],
  flag: ['equal', 'notEqual'],
};

function checkValue(report: Report, path: Path, { fact, operator, value }: Comparison): void {
  if (!Object.hasOwn(factTable, fact)) return;
  const { type, meaning } = factTable[fact as Fact];
  if (!fitting[type].includes(operator)) {
    report({
      code: 'WRONG_VALUE',
      path: [...path.slice(0, -1), 'operator'],
      message: say`${fact} is ${words[type]}, and ${operator} is not for that`,
      expected: say`one of: ${fitting[type].join(', ')}`,
    });
    return;
  }
  const isList = operator === 'in' || operator === 'notIn';
  const single = type === 'list' ? 'string' : type;
  const plain = single === 'flag' ? 'boolean' : single;
  if (isList ? isListOf(value, plain) : typeof value === plain) {
    checkKnown(report, path, { fact, operator, value });
    return;
  }
  report({
    code: 'WRONG_VALUE',
    path,
    message: say`${fact} cannot be compared with this by ${operator}`,
    expected: say`${isList ? say`a list, each ${words[single]}` : words[single]}: ${phrase(meaning)}`,
  });
}

function isListOf(value: ConditionValue, type: string): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === type);
}

function checkChannel(
  report: Report,
  path: Path,
  { fact, value }: Comparison,
  channels: readonly string[],
): void {
  if (fact !== 'channel' || channels.length === 0) return;
  for (const channel of [value].flat()) {
    if (typeof channel !== 'string' || channels.includes(channel)) continue;
    report({
      code: 'UNKNOWN_CHANNEL',
      severity: 'warning',
      path,
      message: say`the campaign has no channel "${channel}"`,
      expected: say`one of: ${channels.join(', ')}`,
    });
  }
}

function checkProperty(
  report: Report,
  path: Path,
  comparison: Comparison,
  { milestones, properties }: Surroundings,
): void {
  if (milestones === undefined || properties === undefined) return;
  const { fact } = comparison;
  const terms = propertyOfFact(properties, fact);
  if (terms !== undefined) {
    checkPropertyValue(report, path, comparison, terms);
    return;
  }
  const [milestone = ''] = fact.split('.');
  const at = [...path, 'fact'];
  const known = Object.entries(properties).flatMap(([of, some]) =>
    Object.keys(some).map((name) => `${of}.${name}`),
  );
  const right =
    known.length === 0 ? { expected: say`properties of that milestone` } : choice(fact, known);
  report(
    milestones.includes(milestone)
      ? {
          code: 'UNKNOWN_PROPERTY',
          path: at,
          message: say`the milestone "${milestone}" has no property "${fact.slice(milestone.length + 1)}"`,
          ...right,
        }
      : {
          code: 'UNKNOWN_MILESTONE',
          path: at,
          message: say`the campaign has no milestone "${milestone}"`,
          ...right,
        },
  );
}
