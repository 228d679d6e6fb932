import type { EventRow } from '../../domain/commit/rows.ts';
import type { CodeId } from '../../domain/ids.ts';
import { asJson, eventTable } from '../columns.ts';
import { query, type Db } from '../query.ts';

/**
 * What last happened to a code, clicks left out, the latest first.
 * @throws StoreUnavailable
 */
export async function eventsOfCode(
  db: Db,
  code: CodeId,
  limit: number,
): Promise<readonly EventRow[]> {
  const rows = await query<{ event: EventRow }>(
    db,
    `SELECT ${asJson(eventTable, 'e')} AS event FROM event e
     WHERE e.code = $1 AND e.kind <> 'click' ORDER BY e.at DESC, e.recorded_at DESC, e.id DESC
     LIMIT $2`,
    [code, limit],
  );
  return rows.map(({ event }) => event);
}
