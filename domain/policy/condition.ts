/** A value that a condition compares a fact with. */
export type ConditionValue = string | number | boolean | readonly (string | number)[];

/** json-rules-engine's own JSON, without paths, parameters, priorities or names. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly fact: string; readonly operator: Operator; readonly value: ConditionValue };

/** The operators that authors may use. None of them reaches a regular expression. */
export const operators = [
  'equal',
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
] as const;
export type Operator = (typeof operators)[number];

/** Facts that a reward's condition may read. */
export const rewardFacts = [
  'channel',
  'generation',
  'purchaseAmountMinor',
  'region',
  'hourOfDay',
  'weekday',
] as const;

/** Facts that a risk policy's rules may read. */
export const riskFacts = [
  'inviterInvitationsToday',
  'inviterChecksToday',
  'sourceRequestsLastHour',
  'channel',
  'region',
  'hourOfDay',
  'weekday',
  'generation',
] as const;
