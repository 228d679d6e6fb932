import type { AwardTakenBack } from '../../domain/award/award.ts';
import { budgetKey, debtKey } from '../../domain/commit/counters.ts';
import type { EntryRow } from '../../domain/commit/rows.ts';
import { cashProvider } from '../../domain/delivery/dispatcher.ts';
import { budgetAccount, heldAccount } from '../../domain/ledger/accounts.ts';
import { clearEntry, oweEntry, takeBackEntries } from '../../domain/ledger/debt.ts';
import { minorUnits, type MinorUnits } from '../../domain/money.ts';
import type { Instant } from '../../domain/time.ts';
import { entryTable, insertFromJson } from '../columns.ts';
import { queuePayouts } from '../payouts/queue-payouts.ts';
import { settleDebts } from '../payouts/settle-debts.ts';
import { query, queryOne, type Db } from '../query.ts';
import { loadAward, type AwardRow } from './award-row.ts';

/** Of the campaign's budget, which the condition keeps from being overspent. */
const takeSql = `
UPDATE counter SET used = used + $3
WHERE campaign = $1 AND key = $2 AND used + $3 <= max
RETURNING used`;

const giveBackSql = `UPDATE counter SET used = used - $3 WHERE campaign = $1 AND key = $2`;

const oweSql = `
INSERT INTO counter (campaign, key, used) VALUES ($1, $2, $3)
ON CONFLICT (campaign, key) DO UPDATE SET used = counter.used + EXCLUDED.used`;

/**
 * Takes an award's amount of its campaign's budget, in the caller's transaction; false, and nothing,
 * where less than that is left.
 * @throws StoreUnavailable
 */
export async function takeOfBudget(
  db: Db,
  { campaign, asset, minor }: Pick<AwardRow, 'campaign' | 'asset' | 'minor'>,
): Promise<boolean> {
  return (await query(db, takeSql, [campaign, budgetKey(asset), minor])).length === 1;
}

/**
 * Books the hold of an award whose amount was taken of the budget.
 * @throws StoreUnavailable
 */
export async function holdAward(db: Db, award: AwardRow): Promise<void> {
  const { campaign, asset, minor, givenBy, note } = award;
  await book(db, award, [
    {
      ...{ kind: 'hold', reward: award.award, asset, minor, at: award.givenAt },
      ...{ source: budgetAccount(campaign), destination: heldAccount(campaign) },
      ...{ reason: `award by ${givenBy}: ${note}`, actor: givenBy },
    },
  ]);
}

/**
 * Sends an award that has just fallen due, as far as it settles no debt of the person; one that it
 * settles whole is paid. Returns the award as it is then.
 * @throws StoreUnavailable
 */
export async function payAward(db: Db, award: AwardRow, at: Instant): Promise<AwardRow> {
  const { award: id, person: beneficiary, campaign, asset, minor, words } = award;
  const setOff = await settleDebts(db, [{ id, campaign, beneficiary, asset, minor, words }], at);
  if (setOff.get(id) !== minor) await queuePayouts(db, cashProvider, [id]);
  return (await loadAward(db, id)) ?? award;
}

/** Why an award's money goes back to the budget, and what of it the person has. */
export interface GivingBack extends Pick<AwardTakenBack, 'at' | 'reason'> {
  readonly actor: string | null;
  readonly received: MinorUnits;
  /** What of it they keep, and owe from now on. */
  readonly owed: MinorUnits;
}

/**
 * Gives a budget back all of an award, in the caller's transaction, which has locked it.
 * @throws StoreUnavailable
 */
export async function giveBackAward(db: Db, award: AwardRow, back: GivingBack): Promise<void> {
  const { campaign, asset, minor, person: beneficiary } = award;
  const { at, reason, actor, received, owed } = back;
  await query(db, giveBackSql, [campaign, budgetKey(asset), minor]);
  const part = { campaign, reward: award.award, beneficiary, asset, at, reason, actor };
  const entries = [...takeBackEntries({ ...part, minor, received })];
  if (owed > 0) {
    await query(db, oweSql, [campaign, debtKey(asset, beneficiary), owed]);
    entries.push(oweEntry({ ...part, minor: owed }));
  }
  await book(db, award, entries);
}

/**
 * Takes off a person's debt what was sent of an award and came back after that was taken back, as far as it is still
 * open, in the caller's transaction, which has locked the award. Returns how much that is.
 * @throws StoreUnavailable
 */
export async function clearAwardDebt(
  db: Db,
  award: AwardRow,
  why: Pick<GivingBack, 'at' | 'reason' | 'actor'>,
): Promise<MinorUnits> {
  const { campaign, asset, person: beneficiary, setOff } = award;
  const key = debtKey(asset, beneficiary);
  const sql = 'SELECT used FROM counter WHERE campaign = $1 AND key = $2 FOR UPDATE';
  const open = (await queryOne<{ used: number }>(db, sql, [campaign, key]))?.used ?? 0;
  const minor = minorUnits(Math.min(open, award.minor - setOff));
  if (minor === 0) return minor;
  await query(db, giveBackSql, [campaign, key, minor]);
  const part = { campaign, reward: award.award, beneficiary, asset, minor, ...why };
  await book(db, award, [clearEntry(part)]);
  return minor;
}

/** Of what nobody has received. */
export const nothing = minorUnits(0);

async function book(db: Db, { campaign }: AwardRow, entries: readonly EntryRow[]): Promise<void> {
  const sql = insertFromJson(entryTable, '$2', { campaign: '$1' });
  await query(db, sql, [campaign, JSON.stringify(entries)]);
}
