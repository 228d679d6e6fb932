import {
  propertyOfFact,
  type Properties,
  type PropertyTerms,
} from '../domain/campaign/milestones.ts';
import type { ConditionValue } from '../domain/policy/condition.ts';
import type { Value } from './worlds.ts';

/** Stands for every text that no comparison names. */
const anyOther = '\u0000other';

/** Every value of a property that some comparison tells from the others; null is not reported. */
export function valuesOfProperty(
  properties: Properties | undefined,
  fact: string,
  named: readonly ConditionValue[],
): readonly Value[] {
  const property = propertyOfFact(properties, fact);
  return property === undefined ? [null] : [...reported(property, named), null];
}

function reported(property: PropertyTerms, named: readonly ConditionValue[]): readonly Value[] {
  switch (property.kind) {
    case 'flag':
      return [true, false];
    case 'text':
      return property.oneOf ?? [...named.filter((value) => typeof value === 'string'), anyOther];
    case 'money':
      return numbers(named, 0, Number.MAX_SAFE_INTEGER);
    case 'number':
      return numbers(named, property.min ?? -Infinity, property.max ?? Infinity);
  }
}

function numbers(named: readonly ConditionValue[], least: number, most: number): readonly Value[] {
  const near = named
    .filter((value) => typeof value === 'number')
    .flatMap((value) => [Math.ceil(value) - 1, value, Math.floor(value) + 1]);
  return [...new Set([least, most, ...near])].filter((value) => value >= least && value <= most);
}
