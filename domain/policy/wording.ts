import { onceFor } from '../once-for.ts';
import type { Condition } from './condition.ts';
import type { RiskPolicy, RiskRule } from './policy.ts';

/** The fact that rules ask about which want a wording revised. */
const hits = 'wordingHits';

/** What policies allow that say nothing of wordings: a single listed word holds a code back. */
const hitsAllowed = 0;

/**
 * Most listed words that a wording may have: the code of one with more is pending until it is revised.
 * The strictest rule counts; 0 where the policy has none.
 */
export function wordingHitsMax({ rules }: Pick<RiskPolicy, 'rules'>): number {
  return strictest(rules);
}

const strictest = onceFor((rules: readonly RiskRule[]) => {
  const allowed = rules.flatMap(({ answer, when }) =>
    answer.kind === 'revision' ? (hitsMaxOf(when) ?? hitsAllowed) : [],
  );
  return allowed.length === 0 ? hitsAllowed : Math.min(...allowed);
});

/** How many words a rule allows that asks for more than so many; undefined where it asks anything else. */
export function hitsMaxOf(when: Condition): number | undefined {
  if (!('fact' in when) || when.fact !== hits || typeof when.value !== 'number') return undefined;
  const most = when.operator === 'greaterThanInclusive' ? when.value - 1 : when.value;
  const asksForMore = when.operator.startsWith('greaterThan');
  return asksForMore && most >= 0 ? most : undefined;
}
