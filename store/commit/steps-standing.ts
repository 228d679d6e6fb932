import type { Facts } from '../../domain/commit/facts.ts';
import type { StandingStep } from '../../domain/commit/overhang.ts';
import { query, type Db } from '../query.ts';

const text = `
  SELECT id, code, side, ladder FROM reward
  WHERE campaign = $1 AND ladder IS NOT NULL AND ladder ->> 'key' = ANY($2)
    AND state IN ('held', 'due', 'paid')
  ORDER BY id`;

/**
 * Facts with what stands of some ladders. Their counters have to be locked: then nobody adds to it before the end
 * of the transaction.
 * @throws StoreUnavailable
 */
export async function withSteps(db: Db, facts: Facts, ladders: readonly string[]): Promise<Facts> {
  if (ladders.length === 0) return facts;
  const stepsStanding = await query<StandingStep & Record<string, unknown>>(
    db,
    { name: 'steps-standing', text },
    [facts.code.campaign, ladders],
  );
  return { ...facts, stepsStanding };
}
