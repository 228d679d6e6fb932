import type { Writes } from '../../domain/commit/writes.ts';
import type { Part } from './write-parts.ts';

/** SQL for whether nothing of a payout can have reached its provider. */
function isUnsent(payout: string): string {
  return `${payout}.state IN ('due', 'intent') AND ${payout}.first_sent_at IS NULL`;
}

/** Locked with their rewards, so that nobody sends one, or tries it again, that is being taken back. */
export const payoutRows = `payout_rows AS (
    SELECT p.reward, p.state FROM payout p JOIN reward_rows r ON r.id = p.reward
    WHERE p.state = 'failed' OR ${isUnsent('p')} FOR UPDATE OF p
  )`;

/** Those that were refused for good, and those that can still be lowered. */
export const payoutsRefusedResult = `(SELECT json_agg(reward) FROM payout_rows WHERE state = 'failed')`;
export const payoutsUnsentResult = `(SELECT json_agg(reward) FROM payout_rows WHERE state <> 'failed')`;

/**
 * Makes payouts smaller that nobody has sent. Whoever has a claim on one does not send it any more: it is
 * claimed anew, with the amount that it has then.
 */
export function loweredPayouts(lowered: Writes['payoutsLowered']): Part {
  const rows = [...lowered].map(([reward, minor]) => ({ reward, minor }));
  const sql = (parameter: string): string =>
    `UPDATE payout p SET minor = r.minor, fence = p.fence + 1, changed_at = now(),
       state = CASE p.state WHEN 'failed' THEN 'failed' ELSE 'due' END,
       lease_until = NULL, leased_by = NULL, next_attempt_at = now()
     FROM json_to_recordset(${parameter}::json) AS r (reward text, minor bigint)
     WHERE p.reward = r.reward AND (p.state = 'failed' OR ${isUnsent('p')})
     RETURNING 1`;
  return { name: 'payout_lowered', rows, sql };
}
