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

/** Entries from and to an account, the latest first. `before` is the last id of the page before. */
export async function statement(
  db: Db,
  account: string,
  page: { readonly before?: number; readonly limit: number },
): Promise<readonly NumberedEntry[]> {
  const found = await query<Found>(
    db,
    `SELECT * FROM (
       (SELECT ${row} FROM entry e WHERE e.source = $1 AND ($2::bigint IS NULL OR e.id < $2)
        ORDER BY e.id DESC LIMIT $3)
       UNION ALL
       (SELECT ${row} FROM entry e WHERE e.destination = $1 AND ($2::bigint IS NULL OR e.id < $2)
        ORDER BY e.id DESC LIMIT $3)
     ) legs ORDER BY id DESC LIMIT $3`,
    [account, page.before ?? null, page.limit],
  );
  return found.map(numbered);
}

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
