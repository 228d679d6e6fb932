/**
 * SQL for the beginning of a statement on the payout `$1`, named by its key or by a reward of it: `whole` is its key, and
 * `owed` what it pays, locked as a commit that takes it back does: a reward, an award, or the rewards of a payout
 * of several.
 */
export const withOwed = `
WITH whole AS (
  SELECT coalesce(part_of, key) AS key FROM payout WHERE key = $1
), rewards AS (
  SELECT r.id, r.state FROM whole, payout p JOIN reward r ON r.id = p.reward
  WHERE p.key = whole.key OR p.part_of = whole.key ORDER BY r.id FOR UPDATE OF r
), awards AS (
  SELECT a.id, a.state FROM whole JOIN award a ON a.id = whole.key FOR UPDATE OF a
), owed AS (TABLE rewards UNION ALL TABLE awards)`;

/** SQL for whether all that the payout pays is still owed, and comes to what the payout is. */
export const isOwedWhole = `(SELECT bool_and(state = 'due') FROM owed)
  AND (reward IS NOT NULL OR minor = (SELECT sum(minor) FROM payout p WHERE p.part_of = payout.key))`;
