import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CodeId } from '../../domain/ids.ts';
import { asJson, codeTable } from '../columns.ts';
import { query, type Db } from '../query.ts';

/**
 * All codes of one line of successors, the first first. Its length is bounded by the campaign.
 * @throws StoreUnavailable
 */
export async function codesOfLineage(db: Db, lineage: CodeId): Promise<readonly CodeRow[]> {
  const rows = await query<{ code: CodeRow }>(
    db,
    `SELECT ${asJson(codeTable, 'c')} AS code FROM code c
     WHERE c.lineage = $1 ORDER BY (c.state ->> 'generation')::integer`,
    [lineage],
  );
  return rows.map(({ code }) => code);
}
