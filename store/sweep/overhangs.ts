import type { Overhang } from '../../domain/commit/overhang.ts';
import { query, type Db } from '../query.ts';

/** A step above its ladder. */
const above = `SELECT FROM reward r
    WHERE r.campaign = o.campaign AND r.code = o.code AND r.ladder ->> 'key' = o.key
      AND r.state IN ('held', 'due', 'paid')
      AND coalesce(r.ladder ->> 'invitees', r.ladder ->> 'purchases')::bigint > coalesce(c.used, 0)`;

/** What cannot be stopped on its way to a provider. */
const inFlight = `r.state = 'due' AND EXISTS (SELECT FROM payout p
      WHERE p.reward = r.id AND p.state NOT IN ('failed', 'gathering')
        AND NOT EXISTS (SELECT FROM payout w WHERE w.key = p.part_of AND w.state IN ('failed', 'due')))`;

/** Where all that is left is with a provider, it is waited for; the code decides by the same in the end. */
const text = `
  SELECT o.code, o.key, o.reward, o.at, o.reason, o.actor FROM overhang o
  LEFT JOIN counter c ON c.campaign = o.campaign AND c.key = o.key
  WHERE NOT EXISTS (${above} AND ${inFlight}) OR EXISTS (${above} AND NOT (${inFlight}))
  ORDER BY o.at LIMIT $1`;

/**
 * Steps that codes are to take back, of which no payout has to be waited for, oldest first.
 * @throws StoreUnavailable
 */
export async function openOverhangs(db: Db, most: number): Promise<readonly Overhang[]> {
  return query<Overhang & Record<string, unknown>>(db, { name: 'open-overhangs', text }, [most]);
}
