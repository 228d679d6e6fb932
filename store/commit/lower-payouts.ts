import type { Writes } from '../../domain/commit/writes.ts';
import type { Part } from './write-parts.ts';

/** SQL for whether nothing of a payout can have reached its provider. */
function isUnsent(payout: string): string {
  return `${payout}.state IN ('due', 'intent') AND ${payout}.first_sent_at IS NULL`;
}

/** SQL for whether a payout of one reward, or of several, may still be made smaller or be stopped. */
const isFree = (own: string): string =>
  `(${own}.state IN ('failed', 'gathering') OR ${isUnsent(own)})`;
const isWholeFree = (whole: string): string => `(${whole}.state = 'failed' OR ${isUnsent(whole)})`;

/**
 * Locked with their rewards, so that nobody sends one, or tries it again, that is being taken back. Of a
 * reward that is in a payout of several, it is that one.
 */
export const payoutRows = `own_payout_rows AS (
    SELECT p.reward, p.state IN ('failed', 'gathering') AS stoppable, p.attempts = 0 AS lowerable
    FROM payout p JOIN reward_rows r ON r.id = p.reward
    WHERE ${isFree('p')} FOR UPDATE OF p
  ), whole_payout_rows AS (
    SELECT p.reward, w.state IN ('failed', 'due') AS stoppable, true AS lowerable
    FROM payout p JOIN reward_rows r ON r.id = p.reward JOIN payout w ON w.key = p.part_of
    WHERE ${isWholeFree('w')} FOR UPDATE OF p, w
  ), payout_rows AS (TABLE own_payout_rows UNION ALL TABLE whole_payout_rows)`;

/**
 * Those that can be taken back whole, and those that can be lowered: no request for them has ever left, so that no
 * provider has heard of their key with another amount. One of several is dissolved, and its rewards go out under
 * another.
 */
export const payoutsStoppableResult = `(SELECT json_agg(reward) FROM payout_rows WHERE stoppable)`;
export const payoutsUnsentResult = `(SELECT json_agg(reward) FROM payout_rows WHERE lowerable)`;

const loweredRows = (parameter: string): string =>
  `json_to_recordset(${parameter}::json) AS r (reward text, minor bigint)`;

function rowsOf(lowered: Writes['payoutsLowered']): Part['rows'] {
  return [...lowered].map(([reward, minor]) => ({ reward, minor }));
}

/**
 * Makes payouts smaller that nobody has sent. Whoever has a claim on one does not send it any more: it is
 * claimed anew, with the amount that it has then.
 */
export function loweredPayouts(lowered: Writes['payoutsLowered']): Part {
  const sql = (parameter: string): string =>
    `UPDATE payout p SET minor = r.minor, fence = p.fence + 1, changed_at = now(),
       state = CASE p.state WHEN 'intent' THEN 'due' ELSE p.state END,
       lease_until = NULL, leased_by = NULL, next_attempt_at = now()
     FROM ${loweredRows(parameter)}
     WHERE p.reward = r.reward AND (${isFree('p')}
       OR EXISTS (SELECT FROM payout w WHERE w.key = p.part_of AND ${isWholeFree('w')}))
     RETURNING 1`;
  return { name: 'payout_lowered', rows: rowsOf(lowered), sql };
}

/** Payouts of several, of which a reward became smaller, are never sent: their rewards gather again. */
export function brokenPayouts(lowered: Writes['payoutsLowered']): Part {
  const sql = (parameter: string): string =>
    `UPDATE payout w SET state = 'failed', fence = w.fence + 1, changed_at = now(),
       lease_until = NULL, leased_by = NULL,
       last_error = coalesce(w.last_error, 'a part of a reward of it was taken back')
     FROM ${loweredRows(parameter)} JOIN payout p ON p.reward = r.reward
     WHERE w.key = p.part_of AND ${isWholeFree('w')}
     RETURNING 1`;
  return { name: 'payout_broken', rows: rowsOf(lowered), sql, mayMiss: true };
}
