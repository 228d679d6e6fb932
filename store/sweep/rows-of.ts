import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CodeId } from '../../domain/ids.ts';
import { asJson, codeTable } from '../columns.ts';
import { query, type Db } from '../query.ts';

/**
 * The rows of some codes, by id; those that have none are left out.
 * @throws StoreUnavailable
 */
export async function rowsOf(
  db: Db,
  codes: readonly CodeId[],
): Promise<ReadonlyMap<CodeId, CodeRow>> {
  const rows = await query<{ code: CodeRow }>(
    db,
    `SELECT ${asJson(codeTable, 'c')} AS code FROM code c WHERE c.id = ANY($1::uuid[])`,
    [codes],
  );
  return new Map(rows.map(({ code }) => [code.id, code]));
}

/**
 * How many codes are to have a workflow: awake and not settled.
 * @throws StoreUnavailable
 */
export async function countAwake(db: Db): Promise<number> {
  const [row] = await query<{ awake: number }>(
    db,
    `SELECT count(*) AS awake FROM code WHERE status NOT IN ('settled', 'dormant')`,
  );
  return row?.awake ?? 0;
}
