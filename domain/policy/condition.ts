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

/** What each operator asks. */
export const operatorMeanings: Readonly<Record<Operator, string>> = {
  equal: 'The fact is the value.',
  notEqual: 'The fact is not the value.',
  lessThan: 'The fact is below the value.',
  lessThanInclusive: 'The fact is the value, or below it.',
  greaterThan: 'The fact is above the value.',
  greaterThanInclusive: 'The fact is the value, or above it.',
  in: 'The fact is one of the values in the list.',
  notIn: 'The fact is none of the values in the list.',
  contains: 'The fact is a list, and the value is in it.',
  doesNotContain: 'The fact is a list, and the value is not in it.',
};

/** The names of all facts that a condition reads. */
export function factsRead(condition: Condition): readonly string[] {
  return comparisonsOf(condition).map(({ fact }) => fact);
}

/** One comparison of a condition. */
export type Comparison = Extract<Condition, { readonly fact: string }>;

/** All comparisons of a condition. */
export function comparisonsOf(condition: Condition): readonly Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsOf);
  if ('any' in condition) return condition.any.flatMap(comparisonsOf);
  if ('not' in condition) return comparisonsOf(condition.not);
  const { fact, operator, value } = condition;
  return [{ fact, operator, value }];
}

/** Facts that a reward's condition may read, besides the properties of its campaign's milestones. */
export const rewardFacts = [
  'channel',
  'generation',
  'purchaseAmountMinor',
  'region',
  'hourOfDay',
  'weekday',
] as const;

/** Facts on who asks: they are of the moment, and only judgements record them. */
export const factsOfAsking = [
  'inviterBound',
  'sourceRequestsLastHour',
  'networkRequestsLastHour',
  'deviceRequestsLastHour',
  'sourceFailuresLastHour',
  'networkFailuresLastHour',
  'deviceFailuresLastHour',
  'personFailuresLastHour',
  'campaignFailuresLastHour',
  'sharedWithInviter',
  'peopleOnPhone',
  'peopleOnPayee',
  'peopleOnDevice',
  'peopleConnected',
  'invitationCycle',
  'accountAgeDays',
  'secondsSinceClick',
  'deviceReports',
  'networkKind',
  'sourceCountry',
  'sourceAsn',
  'regionFitsSource',
] as const;

/** Facts that a risk policy's rules may read. */
export const riskFacts = [
  'inviterInvitationsToday',
  'inviterChecksToday',
  ...factsOfAsking,
  'channel',
  'region',
  'hourOfDay',
  'weekday',
  'generation',
  'wordingHits',
] as const;

/** By the latest result of this check it is known whether somebody's phone or account is bound. */
export const bindingCheck = 'binding';
