import type pg from 'pg';

import { alarmsOf, usualAlarms, type BudgetAlarm } from '../domain/campaign/alarms.ts';
import { formatMoney } from '../domain/money.ts';
import { instant } from '../domain/time.ts';
import {
  keepSample,
  setAlarms,
  watchedBudgets,
  type WatchedBudget,
} from '../store/alarms/watch-budgets.ts';
import type { Log } from './sync-codes.ts';

/**
 * Looks at every budget of a campaign that goes on, and tells operations once when one has reached a
 * share that its terms name, or would be used up too early at the pace of the last day. One query, and
 * two a budget.
 * @throws StoreUnavailable
 */
export async function watchBudgets(pool: pg.Pool, log: Log): Promise<void> {
  for (const budget of await watchedBudgets(pool, instant(Date.now()))) {
    const alarms = alarmsOf(budget.alarms ?? usualAlarms, budget);
    for (const alarm of await setAlarms(pool, budget, alarms)) {
      log.warn({ ...budget, alarm }, sayAlarm(budget, alarm));
    }
    await keepSample(pool, budget);
  }
}

/** An alarm in words. */
function sayAlarm({ campaign, asset, used, max }: WatchedBudget, alarm: BudgetAlarm): string {
  const of = `${formatMoney(used, asset)} of ${formatMoney(max, asset)}`;
  return alarm.kind === 'share'
    ? `budget of ${campaign}: ${String(alarm.share)} % are used (${of})`
    : `budget of ${campaign}: at the pace of the last day it is used up on ${new Date(alarm.emptyAt).toISOString()} (${of})`;
}
