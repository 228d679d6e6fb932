import type { Path } from '../compile/diagnostic.ts';
import { isPropertyFact } from '../domain/campaign/milestones.ts';
import type { Terms } from '../domain/campaign/terms.ts';
import type { Condition } from '../domain/policy/condition.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import { generationsOf } from './figures.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { outcomesOf, type World } from './worlds.ts';
import { say } from '../lang/say.ts';

export const conditionFindings = {
  CONDITION_NEVER_HOLDS: {
    severity: 'error',
    title: 'a condition that no invitee can fulfil',
    why: 'The reward is promised and never granted, or the rule of a risk policy never fires. Usually two comparisons exclude each other, a value lies outside what the fact can be, or the fact is not known at that time: a purchase and properties are reported with a milestone, so a reward for redeeming alone never sees one.',
    example:
      'condition:\n  all:\n    - { fact: purchaseAmountMinor, operator: greaterThan, value: 10000 }\n    - { fact: purchaseAmountMinor, operator: lessThan, value: 5000 }',
    remedy: 'Mend the values, join the comparisons by `any`, or leave the reward out.',
  },
  CONDITION_ALWAYS_HOLDS: {
    severity: 'warning',
    title: 'a condition that every invitee fulfils',
    why: 'It changes nothing, though somebody wrote it to keep something out.',
    example: 'condition: { fact: hourOfDay, operator: greaterThanInclusive, value: 0 }',
    remedy: 'Mend the value, or leave the condition out.',
  },
  REGULAR_EXPRESSION: {
    severity: 'warning',
    title: 'a text that looks like a regular expression',
    why: 'Usher compares texts character by character and never runs a pattern of an author: some patterns take time that grows without bound with the text (OWASP, Regular expression Denial of Service). A value such as `^CN.*` therefore only equals itself.',
    example: 'condition: { fact: channel, operator: equal, value: "^group-.*" }',
    remedy: 'List the values with `in`.',
  },
} as const satisfies FindingTexts;

type TellConditions = Tell<typeof conditionFindings>;

/** Whether conditions of rewards can come out either way, and compare plain texts. */
export function checkConditions(terms: Terms, tell: TellConditions): void {
  for (const [index, { when }] of terms.rewards.entries()) {
    if (when.condition === null) continue;
    const path = ['spec', 'rewards', index, 'when', 'condition'];
    const world: World = {
      channels: terms.code.channels,
      generationsMax: generationsOf(terms),
      isUnknown: (fact) =>
        when.milestones.every((milestone) => milestone === 'redeemed') &&
        (fact === 'purchaseAmountMinor' || isPropertyFact(fact)),
      properties: terms.properties,
    };
    checkCondition(when.condition, path, world, tell);
  }
}

/** The same of a risk policy, which does not know the campaigns that it is for. */
export function checkPolicyConditions({ rules }: RiskPolicy, tell: TellConditions): void {
  const world: World = { channels: [], generationsMax: 1000, isUnknown: () => false };
  for (const [index, { when }] of rules.entries()) {
    checkCondition(when, ['spec', 'rules', index, 'when'], world, tell);
  }
}

function checkCondition(
  condition: Condition,
  path: Path,
  world: World,
  tell: TellConditions,
): void {
  checkPatterns(condition, path, tell);
  const outcomes = outcomesOf(condition, world);
  if (outcomes === 'both') return;
  if (outcomes === 'false') {
    tell({
      id: 'CONDITION_NEVER_HOLDS',
      path,
      message: say`nobody can fulfil this condition`,
      suggestion: say`comparisons that can hold together, of facts that are known by then`,
    });
    return;
  }
  tell({
    id: 'CONDITION_ALWAYS_HOLDS',
    path,
    message: say`everybody fulfils this condition`,
    suggestion: say`another value, or no condition`,
  });
}

/** Wildcards, classes, anchors and repetitions: what no channel and no region is written with. */
const patternLike = /[*+?]|\\[dwsb]|^\^|\$$|\[[^\]]*\]|\(.*\)|\|/;

function checkPatterns(condition: Condition, path: Path, tell: TellConditions): void {
  if ('all' in condition || 'any' in condition) {
    const word = 'all' in condition ? 'all' : 'any';
    const parts = 'all' in condition ? condition.all : condition.any;
    for (const [index, part] of parts.entries()) checkPatterns(part, [...path, word, index], tell);
    return;
  }
  if ('not' in condition) {
    checkPatterns(condition.not, [...path, 'not'], tell);
    return;
  }
  for (const text of [condition.value].flat()) {
    if (typeof text !== 'string' || !patternLike.test(text)) continue;
    tell({
      id: 'REGULAR_EXPRESSION',
      path: [...path, 'value'],
      message: say`"${text.slice(0, 40)}" is compared as it stands, not as a pattern`,
      suggestion: say`the values themselves, listed with operator in`,
    });
  }
}
