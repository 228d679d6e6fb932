import { assert } from '../../domain/assert.ts';
import { isFunded } from '../../domain/commit/counters.ts';
import type { Counter } from '../../domain/commit/facts.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

export interface CounterNeed {
  readonly key: string;
  /** Null: only counts, or keeps the maximum that it was made with. */
  readonly max: number | null;
}

interface Locked extends Counter {
  readonly key: string;
}

/**
 * Rows that somebody else is inserting right now are in neither part: their insertion is waited
 * for, and the statement is run again to read them.
 */
const text = `
  WITH need AS (
    SELECT r.key, r.max FROM json_to_recordset($2::json) AS r (key text, max bigint)
  ), made AS (
    INSERT INTO counter (campaign, key, max)
    SELECT $1, key, CASE WHEN starts_with(key, 'operator:') THEN 0 ELSE max END
    FROM need WHERE NOT starts_with(key, 'budget:') ORDER BY key
    ON CONFLICT (campaign, key) DO NOTHING
    RETURNING key, used, max
  ), locked AS (
    SELECT c.key, c.used, c.max FROM counter c
    WHERE c.campaign = $1 AND c.key IN (SELECT key FROM need)
    ORDER BY c.key FOR UPDATE
  )
  SELECT key, used, max FROM locked UNION ALL SELECT key, used, max FROM made`;

const roundsMax = 3;

/**
 * Locks counters in the order of their keys and reads them; those that do not exist are made. The
 * maximum of a budget and of an operator's account is what was funded; a cap's is what the terms at hand say, and where that is
 * more than was stored, the stored one grows.
 * @throws InvariantError when a budget is needed that was never funded
 */
export async function lockCounters(
  db: Db,
  campaign: CampaignId,
  needed: readonly CounterNeed[],
): Promise<ReadonlyMap<string, Counter>> {
  if (needed.length === 0) return new Map();
  const values = [campaign, JSON.stringify(needed)];
  let locked: Locked[] = [];
  for (let round = 0; locked.length < needed.length && round < roundsMax; round += 1) {
    locked = await query<Locked>(db, { name: 'lock-counters', text }, values);
  }
  const stored = new Map(locked.map((counter) => [counter.key, counter]));
  const raised: CounterNeed[] = [];
  const counters = new Map<string, Counter>();
  for (const { key, max } of needed) {
    const counter = stored.get(key);
    assert(counter !== undefined, `counter ${key} of ${campaign} does not exist`);
    const own = max === null || isFunded(key);
    if (!own && counter.max !== null && max > counter.max) raised.push({ key, max });
    counters.set(key, { used: counter.used, max: own ? counter.max : max });
  }
  if (raised.length > 0) await raise(db, campaign, raised);
  return counters;
}

async function raise(db: Db, campaign: CampaignId, raised: readonly CounterNeed[]): Promise<void> {
  await query(
    db,
    `UPDATE counter c SET max = r.max
     FROM json_to_recordset($2::json) AS r (key text, max bigint)
     WHERE c.campaign = $1 AND c.key = r.key`,
    [campaign, JSON.stringify(raised)],
  );
}
