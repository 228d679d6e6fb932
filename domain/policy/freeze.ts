import type { SourceFacts } from '../commit/facts.ts';
import { plus, type Instant } from '../time.ts';
import type { RiskAnswer } from './policy.ts';

/** The freeze that comes next for a source: twice as long as the one before, up to a limit. */
export function nextFreeze(
  answer: RiskAnswer & { readonly kind: 'freeze-source' },
  { timesFrozen }: Pick<SourceFacts, 'timesFrozen'>,
  now: Instant,
): { readonly until: Instant; readonly times: number } {
  const forMs = Math.min(answer.forMs * 2 ** timesFrozen, answer.upToMs);
  return { until: plus(now, forMs), times: timesFrozen + 1 };
}
