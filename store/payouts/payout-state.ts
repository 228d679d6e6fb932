import type { PayoutState } from '../../domain/commit/rows.ts';
import { queryOne, type Db } from '../query.ts';

/**
 * The state of a payout, named by its key or by a reward of it; undefined where there is none.
 * @throws StoreUnavailable
 */
export async function payoutStateOf(db: Db, key: string): Promise<PayoutState | undefined> {
  const row = await queryOne<{ state: PayoutState }>(
    db,
    `SELECT state FROM payout WHERE key = (SELECT coalesce(part_of, key) FROM payout WHERE key = $1)`,
    [key],
  );
  return row?.state;
}
