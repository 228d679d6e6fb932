import type { PayoutState } from '../../domain/commit/rows.ts';
import type { AwardId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

/** What the provider is doing with an award that is due, or has done. */
export interface AwardPayout {
  readonly state: PayoutState;
  readonly attempts: number;
  readonly lastError: string | null;
  /** Whether nothing is sent to the provider now. */
  readonly held: boolean;
}

/**
 * The payouts of these awards; of one that waits, or settled a debt whole, there is none.
 * @throws StoreUnavailable
 */
export async function payoutsOfAwards(
  db: Db,
  awards: readonly AwardId[],
): Promise<ReadonlyMap<AwardId, AwardPayout>> {
  const rows = await query<AwardPayout & { award: AwardId }>(
    db,
    `SELECT reward AS award, state, attempts, last_error AS "lastError", payouts_held(provider) AS held
     FROM payout WHERE reward = ANY ($1)`,
    [awards],
  );
  return new Map(rows.map(({ award, ...payout }) => [award, payout]));
}
