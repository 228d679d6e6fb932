import type pg from 'pg';

import { headsAlarm, legalLine } from '../domain/commit/relation.ts';
import { takeUntold } from '../store/alarms/relation-alarms.ts';
import type { Log } from './sync-codes.ts';

const words = {
  heads: `${String(headsAlarm)} people stand beneath one person; ${String(legalLine.heads)} are the line of the law`,
  levels: `people stand beneath one person on ${String(legalLine.levels)} levels, which is the line of the law`,
} as const;

/**
 * Tells operations once of each person beneath whom a campaign has come near the line of the law. The
 * commit that brought it there has raised the alarm. One query.
 * @throws StoreUnavailable
 */
export async function tellRelations(pool: pg.Pool, log: Log): Promise<void> {
  for (const alarm of await takeUntold(pool)) {
    log.warn(alarm, `relations of ${alarm.campaign}: ${words[alarm.alarm]}`);
  }
}
