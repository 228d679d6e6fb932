import type { EntryRow } from '../../domain/commit/rows.ts';
import type { CampaignId, CodeId } from '../../domain/ids.ts';
import type { Asset, MinorUnits } from '../../domain/money.ts';
import { asJson, entryTable } from '../columns.ts';
import { query, type Db } from '../query.ts';

export interface Balance {
  readonly account: string;
  readonly asset: Asset;
  readonly minor: MinorUnits;
}

/** An entry with its place in the order in which entries were made. */
export interface NumberedEntry extends EntryRow {
  readonly id: number;
}

const row = `e.id, ${asJson(entryTable, 'e')} AS entry`;

interface Found extends Record<string, unknown> {
  readonly id: number;
  readonly entry: EntryRow;
}

/** Balances of all accounts, or of those whose name begins with a text, in order. */
export async function balances(db: Db, beginning = ''): Promise<readonly Balance[]> {
  return query<Balance & Record<string, unknown>>(
    db,
    `SELECT account, asset, minor FROM account_balance
     WHERE starts_with(account, $1) ORDER BY account, asset`,
    [beginning],
  );
}

/** A line of an account's statement: what the account had of the asset once the entry was booked. */
export interface StatementLine extends NumberedEntry {
  readonly balanceMinor: MinorUnits;
}

/**
 * Entries from and to an account, the latest first, with running balances in the order of booking.
 * `before` is the last id of the page before.
 */
export async function statement(
  db: Db,
  account: string,
  page: { readonly before?: number; readonly limit: number },
): Promise<readonly StatementLine[]> {
  const found = await query<Found & { balanceMinor: MinorUnits }>(db, statementSql, [
    account,
    page.before ?? null,
    page.limit,
  ]);
  return found.map((line) => ({ ...numbered(line), balanceMinor: line.balanceMinor }));
}

/** The page, and below it what the account had of each asset before the page's first entry. */
const statementSql = `
WITH page AS (
  SELECT * FROM (
    (SELECT e.*, -e.minor AS signed FROM entry e
     WHERE e.source = $1 AND ($2::bigint IS NULL OR e.id < $2) ORDER BY e.id DESC LIMIT $3)
    UNION ALL
    (SELECT e.*, e.minor FROM entry e
     WHERE e.destination = $1 AND ($2::bigint IS NULL OR e.id < $2) ORDER BY e.id DESC LIMIT $3)
  ) legs ORDER BY id DESC LIMIT $3
), earlier AS (
  SELECT a.asset,
    coalesce((SELECT sum(minor) FROM entry
      WHERE destination = $1 AND asset = a.asset AND id < a.first), 0)
    - coalesce((SELECT sum(minor) FROM entry
      WHERE source = $1 AND asset = a.asset AND id < a.first), 0) AS minor
  FROM (SELECT asset, min(id) AS first FROM page GROUP BY asset) a
)
SELECT ${row},
  (b.minor + sum(e.signed) OVER (PARTITION BY e.asset ORDER BY e.id))::bigint AS "balanceMinor"
FROM page e JOIN earlier b ON b.asset = e.asset ORDER BY e.id DESC`;

/** All entries of a code's rewards, in order. */
export async function entriesOfCode(db: Db, code: CodeId): Promise<readonly NumberedEntry[]> {
  const found = await query<Found>(
    db,
    `SELECT ${row} FROM entry e JOIN reward r ON r.id = e.reward AND r.campaign = e.campaign
     WHERE r.code = $1 ORDER BY e.id`,
    [code],
  );
  return found.map(numbered);
}

/** All entries of a campaign, its funding among them, in order. */
export async function entriesOfCampaign(
  db: Db,
  campaign: CampaignId,
): Promise<readonly NumberedEntry[]> {
  const found = await query<Found>(
    db,
    `SELECT ${row} FROM entry e WHERE e.campaign = $1 ORDER BY e.id`,
    [campaign],
  );
  return found.map(numbered);
}

/** Budgets of a campaign: what was funded and what of it is promised or paid. */
export async function budgets(
  db: Db,
  campaign: CampaignId,
): Promise<readonly { asset: Asset; max: MinorUnits; used: MinorUnits }[]> {
  return query(
    db,
    `SELECT substr(key, 8) AS asset, max, used FROM counter
     WHERE campaign = $1 AND starts_with(key, 'budget:') ORDER BY key`,
    [campaign],
  );
}

function numbered({ id, entry }: Found): NumberedEntry {
  return { id, ...entry };
}
