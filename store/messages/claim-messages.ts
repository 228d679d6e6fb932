import type { MessageRow } from '../../domain/commit/rows.ts';
import { query, type Db } from '../query.ts';

/** A message that this claim alone may send while nobody has a higher fence. */
export interface ClaimedMessage extends Pick<MessageRow, 'key' | 'to' | 'template' | 'data'> {
  readonly fence: number;
  /** Requests begun so far, this claim's included. */
  readonly attempts: number;
  /** How long ago it was written, in milliseconds. */
  readonly ageMs: number;
}

interface Row {
  key: string;
  recipient: MessageRow['to'];
  template: MessageRow['template'];
  data: MessageRow['data'];
  fence: number;
  attempts: number;
  age_ms: number;
}

const claimSql = `
WITH picked AS (
  SELECT key FROM message
  WHERE state IN ('due', 'sending') AND next_attempt_at <= now()
  ORDER BY next_attempt_at, key LIMIT $1
  FOR UPDATE SKIP LOCKED
)
UPDATE message m
SET state = 'sending', attempts = m.attempts + 1, fence = m.fence + 1, leased_by = $2,
    changed_at = now(),
    lease_until = now() + $3 * interval '1 millisecond',
    next_attempt_at = now() + $3 * interval '1 millisecond'
FROM picked WHERE m.key = picked.key
RETURNING m.key, m.recipient, m.template, m.data, m.fence, m.attempts,
          (extract(epoch FROM now() - m.recorded_at) * 1000)::float8 AS age_ms`;

/**
 * Leases up to `limit` messages whose turn has come.
 * @throws StoreUnavailable
 */
export async function claimMessages(
  db: Db,
  claim: { readonly limit: number; readonly worker: string; readonly leaseMs: number },
): Promise<ClaimedMessage[]> {
  const rows = await query<Row>(db, claimSql, [claim.limit, claim.worker, claim.leaseMs]);
  return rows.map(({ recipient, age_ms, ...row }) => ({ ...row, to: recipient, ageMs: age_ms }));
}
