import { query, type Db } from '../query.ts';

/** How an attempt at a message ended; `due` is tried again when `retryMs` have gone by. */
export type MessageEnd =
  | { readonly state: 'sent' }
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'due'; readonly reason: string; readonly retryMs: number };

const closeSql = `
UPDATE message
SET state = $3, last_error = $4, changed_at = now(), lease_until = NULL, leased_by = NULL,
    next_attempt_at = now() + $5 * interval '1 millisecond'
WHERE key = $1 AND fence = $2 AND state = 'sending'
RETURNING key`;

/**
 * Ends an attempt, and the lease. False when the claim is not the latest.
 * @throws StoreUnavailable the message will be sent again under its key
 */
export async function closeMessage(
  db: Db,
  claim: { readonly key: string; readonly fence: number },
  end: MessageEnd,
): Promise<boolean> {
  const rows = await query(db, closeSql, [
    claim.key,
    claim.fence,
    end.state,
    end.state === 'sent' ? null : end.reason,
    end.state === 'due' ? end.retryMs : 0,
  ]);
  return rows.length === 1;
}
