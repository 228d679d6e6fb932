import type { Overhang } from '../../domain/commit/overhang.ts';
import { query, type Db } from '../query.ts';

/** What cannot be stopped on its way to a provider is waited for; the code decides by the same in the end. */
const text = `
  SELECT o.code, o.key, o.reward, o.at, o.reason, o.actor FROM overhang o
  WHERE NOT EXISTS (
    SELECT FROM reward r JOIN payout p ON p.reward = r.id
    WHERE r.campaign = o.campaign AND r.code = o.code AND r.ladder ->> 'key' = o.key
      AND r.state = 'due' AND p.state NOT IN ('failed', 'gathering')
      AND NOT EXISTS (SELECT FROM payout w WHERE w.key = p.part_of AND w.state IN ('failed', 'due'))
  )
  ORDER BY o.at LIMIT $1`;

/**
 * Steps that codes are to take back, of which no payout has to be waited for, oldest first.
 * @throws StoreUnavailable
 */
export async function openOverhangs(db: Db, most: number): Promise<readonly Overhang[]> {
  return query<Overhang & Record<string, unknown>>(db, { name: 'open-overhangs', text }, [most]);
}
