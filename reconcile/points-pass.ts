import type pg from 'pg';

import { instant } from '../domain/time.ts';
import { withTransaction } from '../store/pool.ts';
import { lockPeople, overduePoints, settlePoints } from '../store/points/settle-points.ts';
import type { Log } from './sync-codes.ts';

const peopleMax = 500;

/**
 * Books what is over of people's points by the clocks of their campaigns: reservations go back, lots
 * expire. Whoever spends meanwhile has done so for themselves. One query, and a transaction a campaign.
 * @throws StoreUnavailable
 */
export async function settleOverduePoints(pool: pg.Pool, log: Log): Promise<void> {
  for (const settling of await overduePoints(pool, instant(Date.now()), peopleMax)) {
    const { campaign, people } = settling;
    const settled = await withTransaction(pool, async (db) => {
      await lockPeople(db, settling);
      return settlePoints(db, settling);
    });
    log.info({ campaign, people: people.length, ...settled }, 'points are over');
  }
}
