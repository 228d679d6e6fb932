/**
 * SQL that sums up a party's sanctions in one scope, and in those of the campaign alone: until when, whether
 * for good, how many stand and how many there were. Those that were lifted do not count but in the last.
 */
export function sanctionsOf(scope: string, party: string, campaign = '$1'): string {
  return `SELECT max(until_at) FILTER (WHERE lifted_at IS NULL) AS until_at,
      bool_or(until_at IS NULL AND lifted_at IS NULL) AS banned,
      count(*) FILTER (WHERE lifted_at IS NULL) AS standing, max(number) AS number
    FROM sanction WHERE scope IN (${scope}, ${campaign}) AND party = ${party}`;
}
