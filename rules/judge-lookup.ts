import type { SourceFacts } from '../domain/commit/facts.ts';
import { nextFreeze } from '../domain/policy/freeze.ts';
import type { RiskRule } from '../domain/policy/policy.ts';
import type { Instant } from '../domain/time.ts';
import { conditionsThatHold } from './evaluate.ts';

/** A freeze that a look-up has earned its source, and the rule that says so. */
export interface LookupFreeze {
  readonly rule: string;
  readonly until: Instant;
  readonly times: number;
}

/**
 * Look-ups that lead to no commit are held to the same rules on sources as redemptions are. Null
 * where none of them fires; the first one that does counts.
 */
export async function judgeLookup(
  rules: readonly RiskRule[],
  facts: SourceFacts,
  now: Instant,
): Promise<LookupFreeze | null> {
  for (const rule of rules) {
    if (rule.answer.kind !== 'freeze-source') continue;
    const { requestsLastHour } = facts;
    const held = await conditionsThatHold([rule], { sourceRequestsLastHour: requestsLastHour });
    if (held.length > 0) return { rule: rule.id, ...nextFreeze(rule.answer, facts, now) };
  }
  return null;
}
