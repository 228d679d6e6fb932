/**
 * Where a campaign's parties are known: in all, or in a sandbox alone, whose traffic is its own. $1 is the campaign.
 */
export const scopeSql = `(SELECT CASE WHEN sandbox THEN id ELSE 'all' END AS id FROM campaign WHERE id = $1)`;

/** Of two that give a party the same sanction, the longer one stands, and one for good for good. */
export const longerStands = `ON CONFLICT (scope, party, number) DO UPDATE SET
       until_at = CASE WHEN sanction.until_at IS NULL OR EXCLUDED.until_at IS NULL THEN NULL
         ELSE greatest(sanction.until_at, EXCLUDED.until_at) END,
       suspends = sanction.suspends OR EXCLUDED.suspends, voids = sanction.voids OR EXCLUDED.voids`;

/**
 * SQL that sums up a party's sanctions in one scope, and in those of the campaign $1 alone: until when, whether
 * for good, how many stand, how many there were, and by which rules those stand that are not over. Those that
 * were lifted count among all that there were alone. $3 is now.
 */
export function sanctionsOf(scope: string, party: string): string {
  const which = `scope IN (${scope}, $1) AND party = ${party}`;
  return `SELECT max(until_at) FILTER (WHERE lifted_at IS NULL) AS until_at,
      bool_or(until_at IS NULL AND lifted_at IS NULL) AS banned,
      count(*) FILTER (WHERE lifted_at IS NULL) AS standing, max(number) AS number,
      (SELECT coalesce(json_agg(DISTINCT rule ORDER BY rule), '[]') FROM sanction, unnest(rules) AS r (rule)
        WHERE ${which} AND lifted_at IS NULL AND (until_at IS NULL OR until_at > $3::bigint)) AS earned_by
    FROM sanction WHERE ${which}`;
}
