import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { asJson, codeTable } from '../columns.ts';
import { query, type Db } from '../query.ts';

/**
 * Dormant codes whose deadline is over by their campaign's clock, the longest overdue first.
 * `now` is real time in epoch milliseconds.
 * @throws StoreUnavailable
 */
export async function overdueDormant(
  db: Db,
  where: { readonly now: number; readonly limit: number; readonly campaign?: CampaignId },
): Promise<readonly CodeRow[]> {
  const { now, limit, campaign = null } = where;
  const rows = await query<{ code: CodeRow }>(
    db,
    `SELECT ${asJson(codeTable, 'c')} AS code FROM code c
     JOIN campaign p ON p.id = c.campaign
     WHERE c.status = 'dormant' AND c.deadline_at <= $1 + p.clock_offset_ms
       AND ($3::text IS NULL OR c.campaign = $3)
     ORDER BY c.deadline_at LIMIT $2`,
    [now, limit, campaign],
  );
  return rows.map(({ code }) => code);
}
