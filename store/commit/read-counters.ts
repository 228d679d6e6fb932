import { isFunded } from '../../domain/commit/counters.ts';
import type { Counter } from '../../domain/commit/facts.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';
import type { CounterNeed } from './lock-counters.ts';

/**
 * What `lockCounters` would find, without locking or making any: for asking what would happen.
 * @throws StoreUnavailable
 */
export async function readCounters(
  db: Db,
  campaign: CampaignId,
  needed: readonly CounterNeed[],
): Promise<ReadonlyMap<string, Counter>> {
  const rows = await query<Counter & { key: string }>(
    db,
    'SELECT key, used, max FROM counter WHERE campaign = $1 AND key = ANY($2::text[])',
    [campaign, needed.map(({ key }) => key)],
  );
  const stored = new Map(rows.map(({ key, ...counter }) => [key, counter]));
  return new Map(
    needed.map(({ key, max }) => {
      const { used, max: own } = stored.get(key) ?? { used: 0, max: isFunded(key) ? 0 : max };
      return [key, { used, max: max === null || isFunded(key) ? own : max }];
    }),
  );
}
