import type pg from 'pg';

import type { AssetAmount } from '../../domain/campaign/batch-terms.ts';
import { packAmounts } from '../../domain/delivery/pack.ts';
import { withTransaction } from '../pool.ts';
import { query, type Db } from '../query.ts';
import { lockOwing, owesSql, settleGathering, type Waiting } from './settle-gathering.ts';

/** Who looks, and how much at once. */
export interface Gathering {
  readonly provider: string;
  /** People of one campaign and asset. */
  readonly limit: number;
  /** After this long what waits is looked at again, since its campaign may have ended meanwhile. */
  readonly againMs: number;
  /** What is more than this is several payouts; an asset that is not listed has no bound. */
  readonly mostAtOnce?: readonly AssetAmount[];
}

/** Of a payout `w` of several rewards: nothing of it was ever sent, nobody is about to, and its person owes something. */
const owingSql = `w.attempts = 0 AND (w.state = 'due' OR (w.state = 'intent' AND w.lease_until IS NULL))
  AND ${owesSql('w')}`;

/** Of such a payout: not sent, some is still to be paid, and of it something was taken back or is owed by its person. */
export const brokenSql = `w.reward IS NULL AND w.state IN ('due', 'intent', 'failed')
  AND ((w.state <> 'intent' AND (SELECT bool_or(r.state = 'voided') OR sum(p.minor) <> w.minor
      FROM payout p JOIN reward r ON r.id = p.reward WHERE p.part_of = w.key))
    OR (${owingSql}))
  AND EXISTS (SELECT FROM payout p JOIN reward r ON r.id = p.reward
    WHERE p.part_of = w.key AND r.state = 'due')`;

/**
 * A payout that was not sent, and of which a reward or a part of one was taken back, is never sent: what is
 * left gathers again, and goes out under another key. So does one whose person fell into debt: it settles
 * that first.
 */
const dissolveSql = `
WITH broken AS (
  SELECT w.key FROM payout w WHERE w.provider = $1 AND ${brokenSql} LIMIT 100 FOR UPDATE SKIP LOCKED
), failed AS (
  UPDATE payout w SET state = 'failed', changed_at = now(),
    last_error = coalesce(last_error, 'a reward of it was taken back, or its person owes something')
  FROM broken WHERE w.key = broken.key
)
UPDATE payout p SET state = 'gathering', part_of = NULL, next_attempt_at = now(), changed_at = now()
FROM broken, reward r WHERE p.part_of = broken.key AND r.id = p.reward AND r.state = 'due'`;

/** In the order in which commits lock rewards: of two that would take one, the second finds it gathered. */
const lockSql = `
WITH picked AS (
  SELECT campaign, beneficiary, asset FROM payout
  WHERE provider = $1 AND state = 'gathering' AND next_attempt_at <= now() AND NOT payouts_held($1)
  GROUP BY campaign, beneficiary, asset ORDER BY min(next_attempt_at) LIMIT $2
)
SELECT p.key, r.id AS reward, r.code, p.campaign, p.beneficiary, p.asset,
  CASE r.state WHEN 'due' THEN p.minor ELSE 0 END AS minor
FROM picked
JOIN payout p USING (campaign, beneficiary, asset) JOIN reward r ON r.id = p.reward
WHERE p.provider = $1 AND p.state = 'gathering'
ORDER BY r.id FOR UPDATE OF r, p`;

/**
 * One payout for all of a person that wait, or several where that is more than the provider takes at once, when
 * they reach the minimum together or need not; of several, a last one that does not reach it by itself waits. Each is known by the
 * first of its rewards and how often that was in one before.
 */
const gatherSql = `
WITH part AS (
  SELECT p.*, r.state = 'due' AS stands, packed.pack
  FROM unnest($2::text[], $4::int[]) AS packed (key, pack)
  JOIN payout p ON p.key = packed.key JOIN reward r ON r.id = p.reward
), whole AS (
  SELECT campaign, beneficiary, asset, pack, sum(minor)::bigint AS minor, min(key) AS first,
    min(due_at) AS due_at, bool_or(let_go_by IS NOT NULL) AS let_go,
    pack < max(pack) OVER person AS is_full, sum(sum(minor)) OVER person AS of_person
  FROM part WHERE stands GROUP BY campaign, beneficiary, asset, pack
  WINDOW person AS (PARTITION BY campaign, beneficiary, asset)
), ready AS (
  SELECT *, first || '+' || 1 + (SELECT count(*) FROM payout w
    WHERE w.key > whole.first || '+' AND w.key < whole.first || ',') AS key
  FROM whole
  WHERE let_go
    OR (CASE WHEN is_full THEN of_person ELSE minor END) >= coalesce(payout_minimum(campaign, asset), 0)
    OR (gathering_over(campaign) AND NOT keeps_below_minimum(campaign))
), made AS (
  INSERT INTO payout (campaign, beneficiary, asset, minor, key, provider, due_at)
  SELECT campaign, beneficiary, asset, minor, key, $1, due_at FROM ready
), gathered AS (
  UPDATE payout p SET state = 'gathered', part_of = ready.key, changed_at = now()
  FROM part JOIN ready USING (campaign, beneficiary, asset, pack)
  WHERE p.key = part.key AND part.stands
)
UPDATE payout p
SET next_attempt_at = CASE WHEN part.stands THEN now() + $3 * interval '1 millisecond' ELSE 'infinity' END
FROM part LEFT JOIN ready USING (campaign, beneficiary, asset, pack)
WHERE p.key = part.key AND NOT (part.stands AND ready.key IS NOT NULL)`;

/**
 * Makes payouts of what waits for a minimum and has come to it after debts are settled. Returns how many rewards it looked at; 0
 * when there is nothing to look at now.
 * @throws StoreUnavailable
 */
export async function gatherPayouts(
  pool: pg.Pool,
  { provider, limit, againMs, mostAtOnce = [] }: Gathering,
): Promise<number> {
  await query(pool, dissolveSql, [provider]);
  return withTransaction(pool, async (db) => {
    const owing = await lockOwing(db, provider);
    const locked = await query<Waiting>(db, lockSql, [provider, limit]);
    const packs = packed(await settleGathering(db, locked, owing), mostAtOnce);
    const [keys, numbers] = [[...packs.keys()], [...packs.values()]];
    if (keys.length > 0) await query(db, gatherSql, [provider, keys, againMs, numbers]);
    return keys.length;
  });
}

/** In which of their person's payouts each is. */
function packed(
  locked: readonly Waiting[],
  mostAtOnce: readonly AssetAmount[],
): ReadonlyMap<string, number> {
  const people = new Map<string, Waiting[]>();
  for (const one of locked) {
    const who = `${one.campaign} ${one.asset} ${one.beneficiary}`;
    const parts = people.get(who) ?? [];
    parts.push(one);
    people.set(who, parts);
  }
  return new Map(
    [...people.values()].flatMap((parts) => {
      const most = mostAtOnce.find(({ asset }) => asset === parts[0]?.asset)?.minor ?? Infinity;
      const packs = packAmounts(
        parts.map(({ minor }) => minor),
        most,
      );
      return parts.map(({ key }, index) => [key, packs[index] ?? 0] as const);
    }),
  );
}

/**
 * Lets go out, below the minimum, what waits in a campaign, of one person or of all. Returns how many
 * rewards that are.
 * @throws StoreUnavailable
 */
export async function letGo(
  db: Db,
  waiting: { readonly campaign: string; readonly beneficiary: string | null },
  by: { readonly actor: string; readonly reason: string },
): Promise<number> {
  const rows = await query(
    db,
    // Locked in the order of commits and of gathering, so that nobody waits for somebody who waits for them.
    `WITH waiting AS (
       SELECT p.key FROM payout p JOIN reward r ON r.id = p.reward
       WHERE p.campaign = $1 AND p.state = 'gathering' AND ($2::text IS NULL OR p.beneficiary = $2)
         AND r.state = 'due'
       ORDER BY r.id FOR UPDATE OF r, p
     )
     UPDATE payout SET let_go_by = $3, last_error = 'let go by ' || $3 || ': ' || $4,
       next_attempt_at = now(), changed_at = now()
     FROM waiting WHERE payout.key = waiting.key RETURNING payout.key`,
    [waiting.campaign, waiting.beneficiary, by.actor, by.reason],
  );
  return rows.length;
}
