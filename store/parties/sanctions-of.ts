/**
 * Where a campaign's parties are known: in all, or in a sandbox alone, whose traffic is its own. $1 is the campaign.
 */
export const scopeSql = `(SELECT CASE WHEN sandbox THEN id ELSE 'all' END AS id FROM campaign WHERE id = $1)`;

/** The programme of campaign $1 as a scope; null where it has none, and of a sandbox. */
export const programmeSql = `(SELECT CASE WHEN NOT sandbox THEN 'programme:' || programme END AS programme
    FROM campaign WHERE id = $1)`;

/** Of two that give a party the same sanction, the longer one stands, and one for good for good. */
export const longerStands = `ON CONFLICT (scope, party, number) DO UPDATE SET
       until_at = CASE WHEN sanction.until_at IS NULL OR EXCLUDED.until_at IS NULL THEN NULL
         ELSE greatest(sanction.until_at, EXCLUDED.until_at) END,
       suspends = sanction.suspends OR EXCLUDED.suspends, voids = sanction.voids OR EXCLUDED.voids`;

/**
 * SQL that sums up a party's sanctions in some scopes: until when, whether
 * for good, how many times it got those that stand, how many there were, and by which rules those stand that are not over. Those that
 * were lifted count among all that there were alone. $3 is now.
 */
export function sanctionsOf(scopes: string, party: string): string {
  const which = `scope IN (${scopes}) AND party = ${party}`;
  return `SELECT max(until_at) FILTER (WHERE lifted_at IS NULL) AS until_at,
      bool_or(until_at IS NULL AND lifted_at IS NULL) AS banned,
      count(DISTINCT at) FILTER (WHERE lifted_at IS NULL) AS standing, max(number) AS number,
      (SELECT coalesce(json_agg(DISTINCT rule ORDER BY rule), '[]') FROM sanction, unnest(rules) AS r (rule)
        WHERE ${which} AND lifted_at IS NULL AND (until_at IS NULL OR until_at > $3::bigint)) AS earned_by
    FROM sanction WHERE ${which}`;
}
