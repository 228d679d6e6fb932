import { query, type Db } from '../query.ts';

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
