import type { Path } from '../compile/diagnostic.ts';
import type { Terms, WhenTerms } from '../domain/campaign/terms.ts';
import type { Condition } from '../domain/policy/condition.ts';
import { factTable, type Fact } from '../domain/policy/facts.ts';
import type { RiskPolicy } from '../domain/policy/policy.ts';
import { causeOf } from './beside.ts';
import type { FindingTexts, Tell } from './finding.ts';
import { plainWorld, possibleWorld, usualAtOnce, usualWorld } from './reward-worlds.ts';
import { outcomesOf, type World } from './worlds.ts';
import { phrase, say, type Said } from '../lang/say.ts';

export const conditionFindings = {
  CONDITION_NEVER_HOLDS: {
    severity: 'error',
    title: 'a condition that no invitee can fulfil',
    why: 'The reward is promised and never granted, or the rule of a risk policy never fires. Usually two comparisons exclude each other, a value lies outside what the fact can be, or the fact is not known at that time: a purchase and properties are reported with a milestone, so a reward for redeeming alone never sees one. It may also want a purchase below `atLeast`, or people of regions from which nobody may redeem.',
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
  CONDITION_AGAINST_TERMS: {
    severity: 'warning',
    title: 'a condition that the other terms of the campaign let hardly anybody fulfil',
    why: 'It wants a weekday that the campaign does not have, an hour at which a code cannot be redeemed, or a purchase below what `atLeast` asks for. Facts are those of the moment at which a reward is earned: of redeeming, or of the report that comes last. So it is fulfilled only by accident: by what is reported after the campaign, by a review that is decided at another time, or by a second purchase.',
    example:
      'period: { starts: 2027-03-01, ends: 2027-03-05 }\nrewards:\n  - when: { condition: { fact: weekday, operator: equal, value: 7 } }',
    remedy:
      'Mend the condition, or the period, the opening hours or `atLeast` that stand against it.',
  },
  CONDITION_BESIDE_HOURS: {
    severity: 'info',
    title: 'a condition on times at which no code can be redeemed',
    why: 'It can hold, since the reward waits for a milestone, and the time is that of its report. Who reaches the milestone as they redeem never gets the reward. Where the time of redeeming was meant, nobody gets what was promised.',
    example:
      'redemption: { openingHours: [{ from: "09:00", to: "18:00" }] }\nrewards:\n  - when: { invitee: [first-purchase], condition: { fact: hourOfDay, operator: greaterThan, value: 19 } }',
    remedy: 'Leave it if the time of the milestone is meant; otherwise mend the hours.',
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
    const outcomes = checkCondition(when.condition, path, plainWorld(terms, when), tell);
    if (outcomes === 'both') checkBeside(terms, when, when.condition, { path, tell });
  }
}

/** Whether what can hold by itself does so beside the other terms too, and not by accident alone. */
function checkBeside(
  terms: Terms,
  when: WhenTerms,
  condition: Condition,
  { path, tell }: { readonly path: Path; readonly tell: TellConditions },
): void {
  const possible = possibleWorld(terms, when);
  const usual = usualWorld(terms, when);
  if (outcomesOf(condition, possible) === 'false') {
    tell({
      id: 'CONDITION_NEVER_HOLDS',
      path,
      ...causeOf(terms, when, { condition, world: possible }),
    });
  } else if (outcomesOf(condition, usual) === 'false') {
    tell({
      id: 'CONDITION_AGAINST_TERMS',
      path,
      ...causeOf(terms, when, { condition, world: usual }),
    });
  } else if (outcomesOf(condition, usualAtOnce(terms, when)) === 'false') {
    tell({
      id: 'CONDITION_BESIDE_HOURS',
      path,
      message: say`nobody fulfils this condition at a time at which codes may be redeemed, only by a later report`,
      suggestion: say`hours within redemption.openingHours, unless the time of the report is meant`,
    });
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
): ReturnType<typeof outcomesOf> {
  checkPatterns(condition, path, tell);
  const outcomes = outcomesOf(condition, world);
  if (outcomes === 'false') {
    tell({
      id: 'CONDITION_NEVER_HOLDS',
      path,
      message: say`nobody can fulfil this condition`,
      suggestion: rightFor(condition),
    });
  } else if (outcomes === 'true') {
    tell({
      id: 'CONDITION_ALWAYS_HOLDS',
      path,
      message: say`everybody fulfils this condition`,
      suggestion: say`another value, or no condition`,
    });
  }
  return outcomes;
}

/** Of one comparison alone what its fact can be is to be known; several may only not hold together. */
function rightFor(condition: Condition): Said {
  const single = 'fact' in condition && Object.hasOwn(factTable, condition.fact);
  return single
    ? say`a comparison that can hold, of a fact that is known by then; ${condition.fact} is: ${phrase(factTable[condition.fact as Fact].meaning)}`
    : say`comparisons that can hold together, of facts that are known by then`;
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
