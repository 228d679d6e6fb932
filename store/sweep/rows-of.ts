import type { CodeRow } from '../../domain/commit/rows.ts';
import type { CodeId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { asJson, codeTable } from '../columns.ts';
import { query, type Db } from '../query.ts';

/** A code with its next deadline, by the campaign's clock, and how far that clock is ahead. */
export interface TimedCode {
  readonly code: CodeRow;
  readonly deadlineAt: Instant | null;
  readonly clockOffsetMs: number;
}

/**
 * The rows of some codes, by id; those that have none are left out.
 * @throws StoreUnavailable
 */
export async function rowsOf(
  db: Db,
  codes: readonly CodeId[],
): Promise<ReadonlyMap<CodeId, TimedCode>> {
  const rows = await query<TimedCode & Record<string, unknown>>(
    db,
    `SELECT ${asJson(codeTable, 'c')} AS code, c.deadline_at AS "deadlineAt",
       p.clock_offset_ms AS "clockOffsetMs"
     FROM code c JOIN campaign p ON p.id = c.campaign WHERE c.id = ANY($1::uuid[])`,
    [codes],
  );
  return new Map(rows.map((row) => [row.code.id, row]));
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
