import type pg from 'pg';

import { instant } from '../domain/time.ts';
import { lockStanding, overdueAwards } from '../store/awards/decide-award.ts';
import { withTransaction } from '../store/pool.ts';
import type { Log } from './sync-codes.ts';

const awardsMax = 500;

/**
 * Refuses awards about which nobody decided by their deadline, by the clocks of their campaigns. Whoever
 * decides meanwhile has found the deadline over too. One query, and a transaction an award.
 * @throws StoreUnavailable
 */
export async function refuseOverdueAwards(pool: pg.Pool, log: Log): Promise<void> {
  const serverNow = instant(Date.now());
  for (const award of await overdueAwards(pool, serverNow, awardsMax)) {
    await withTransaction(pool, (db) => lockStanding(db, award, serverNow));
    log.info({ award }, 'nobody decided about an award in time');
  }
}
