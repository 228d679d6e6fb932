import type { PartyFacts } from '../commit/facts.ts';
import { plus, type Instant } from '../time.ts';
import type { RiskAnswer } from './policy.ts';

/** When the freeze ends that comes next for a party: twice as long as the one before, up to a limit. */
export function nextFreeze(
  answer: RiskAnswer & { readonly kind: 'freeze' },
  { timesFrozen }: Pick<PartyFacts, 'timesFrozen'>,
  now: Instant,
): Instant {
  const forMs = Math.min(answer.forMs * 2 ** timesFrozen, answer.upToMs);
  return plus(now, forMs);
}
