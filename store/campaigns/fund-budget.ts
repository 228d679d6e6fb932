import type { Terms } from '../../domain/campaign/terms.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { budgetKey } from '../../domain/commit/counters.ts';
import type { EntryRow } from '../../domain/commit/rows.ts';
import { budgetAccount, world } from '../../domain/ledger/accounts.ts';
import { formatMoney, minorUnits, type Asset } from '../../domain/money.ts';
import type { Instant } from '../../domain/time.ts';
import { entryTable, insertFromJson } from '../columns.ts';
import { query, queryOne, type Db } from '../query.ts';

interface Budget {
  readonly used: number;
  readonly max: number;
}

/**
 * Locks the budgets that a version mentions and refuses with BUDGET_BELOW_COMMITTED where it gives
 * less than is promised and paid already.
 */
export async function refuseBudget(db: Db, terms: Terms): Promise<Rejection | null> {
  for (const { asset, minor } of sorted(terms)) {
    const budget = await lockBudget(db, terms, asset);
    if (budget !== undefined && minor < budget.used) {
      const message = `${formatMoney(budget.used, asset)} of the budget are promised or paid`;
      return reject('BUDGET_BELOW_COMMITTED', { message });
    }
  }
  return null;
}

/**
 * Brings the budgets to what a version says, with an entry for each difference. An asset that the
 * version does not mention keeps its budget, since codes under an earlier version may earn it.
 */
export async function fundBudget(
  db: Db,
  terms: Terms,
  by: { readonly version: number; readonly actor: string; readonly at: Instant },
): Promise<void> {
  const budget = budgetAccount(terms.campaign);
  const entries: EntryRow[] = [];
  for (const { asset, minor } of sorted(terms)) {
    const before = (await lockBudget(db, terms, asset))?.max ?? 0;
    await query(
      db,
      `INSERT INTO counter (campaign, key, max) VALUES ($1, $2, $3)
       ON CONFLICT (campaign, key) DO UPDATE SET max = EXCLUDED.max`,
      [terms.campaign, budgetKey(asset), minor],
    );
    if (minor === before) continue;
    entries.push({
      kind: 'fund',
      reward: null,
      source: minor > before ? world : budget,
      destination: minor > before ? budget : world,
      asset,
      minor: minorUnits(Math.abs(minor - before)),
      at: by.at,
      reason: `budget of version ${by.version}`,
      actor: by.actor,
    });
  }
  await query(db, insertFromJson(entryTable, '$2', { campaign: '$1' }), [
    terms.campaign,
    JSON.stringify(entries),
  ]);
}

/** In the order in which everybody locks them. */
function sorted(terms: Terms): Terms['budget'] {
  return [...terms.budget].sort((a, b) => (a.asset < b.asset ? -1 : 1));
}

async function lockBudget(db: Db, terms: Terms, asset: Asset): Promise<Budget | undefined> {
  return queryOne<Budget & Record<string, unknown>>(
    db,
    'SELECT used, max FROM counter WHERE campaign = $1 AND key = $2 FOR UPDATE',
    [terms.campaign, budgetKey(asset)],
  );
}
