import type { ConditionValue, Operator } from './condition.ts';
import type { Fact, FactValue } from './facts.ts';

/** A fact as it was found, and what it would have to be: `at most 5`, seen 6. For operations alone. */
export interface NearestFact {
  readonly fact: string;
  readonly found: FactValue;
  readonly operator: Operator;
  readonly value: ConditionValue;
}

/** When, or after what, somebody may come again. Each is of use to honest people and to no cheat. */
export const hints = [
  'after-verification',
  'tomorrow',
  'at-another-hour',
  'on-another-day',
] as const;
export type Hint = (typeof hints)[number];

/**
 * The facts that may be told to whoever redeems, and in which words. All others stay with operations:
 * whoever knows how devices, networks and people are counted knows how to stay below.
 */
const tellable: Partial<Record<Fact, Hint>> = {
  inviterBound: 'after-verification',
  inviterChecksToday: 'after-verification',
  inviterInvitationsToday: 'tomorrow',
  hourOfDay: 'at-another-hour',
  weekday: 'on-another-day',
};

/** What may be told of a fact; undefined where nothing may. */
export function hintOf(fact: string): Hint | undefined {
  return Object.entries(tellable).find(([name]) => name === fact)?.[1];
}

/** What a comparison has to be for the opposite to hold. */
export const opposites: Readonly<Record<Operator, Operator>> = {
  equal: 'notEqual',
  notEqual: 'equal',
  lessThan: 'greaterThanInclusive',
  lessThanInclusive: 'greaterThan',
  greaterThan: 'lessThanInclusive',
  greaterThanInclusive: 'lessThan',
  in: 'notIn',
  notIn: 'in',
  contains: 'doesNotContain',
  doesNotContain: 'contains',
};
