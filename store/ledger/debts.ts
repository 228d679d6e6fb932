import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { debtKey } from '../../domain/commit/counters.ts';
import type { CampaignId, OpId, SubjectId } from '../../domain/ids.ts';
import { debtAccount, personAccount } from '../../domain/ledger/accounts.ts';
import type { Asset, MinorUnits } from '../../domain/money.ts';
import type { Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';

/** What a person owes a campaign now. */
export interface Debt {
  readonly person: SubjectId;
  readonly asset: Asset;
  readonly minor: MinorUnits;
  /** When what they owe, or the first part of it, was taken back. */
  readonly since: Instant;
}

/**
 * Open debts of a campaign, the largest first.
 * @throws StoreUnavailable
 */
export async function openDebts(
  db: Db,
  campaign: CampaignId,
  limit: number,
): Promise<readonly Debt[]> {
  return query<Debt & Record<string, unknown>>(
    db,
    `WITH open AS (
       SELECT split_part(key, ':', 2) AS asset, used AS minor,
         substr(key, length('debt:' || split_part(key, ':', 2) || ':') + 1) AS person
       FROM counter WHERE campaign = $1 AND starts_with(key, 'debt:') AND used > 0
     )
     SELECT person, asset, minor, (SELECT min(at) FROM entry e
       WHERE e.destination = 'campaign:' || $1 || ':debt:' || person AND e.asset = open.asset) AS since
     FROM open ORDER BY minor DESC, person, asset LIMIT $2`,
    [campaign, limit],
  );
}

/** A debt that operations let go, whole. */
export interface Forgiving {
  readonly campaign: CampaignId;
  readonly person: SubjectId;
  readonly asset: Asset;
  /** The same again forgives nothing twice. */
  readonly opId: OpId;
  readonly actor: string;
  readonly reason: string;
  readonly at: Instant;
}

const bookSql = `
INSERT INTO entry (campaign, kind, source, destination, asset, minor, at, reason, actor, payment)
VALUES ($1, 'forgive', $2, $3, $4, $5, $6, $7, $8, $9)`;

/**
 * Forgives all that a person owes a campaign of an asset, in the caller's transaction: they keep it. No
 * budget moves, since it had its part back when the reward was taken back. NOT_OWED where nothing is.
 * @throws StoreUnavailable
 */
export async function forgiveDebt(
  db: Db,
  { campaign, person, asset, opId, actor, reason, at }: Forgiving,
): Promise<{ readonly ok: true; readonly minor: MinorUnits; readonly isNew: boolean } | Rejection> {
  await query(db, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `forgive ${campaign} ${opId}`,
  ]);
  const key = debtKey(asset, person);
  const counter = await queryOne<{ used: MinorUnits }>(
    db,
    'SELECT used FROM counter WHERE campaign = $1 AND key = $2 FOR UPDATE',
    [campaign, key],
  );
  const account = debtAccount(campaign, person);
  const payment = `forgive:${opId}`;
  const before = await queryOne<{ source: string; asset: Asset; minor: MinorUnits }>(
    db,
    'SELECT source, asset, minor FROM entry WHERE campaign = $1 AND payment = $2',
    [campaign, payment],
  );
  if (before !== undefined) {
    const isSame = before.source === account && before.asset === asset;
    return isSame ? { ok: true, minor: before.minor, isNew: false } : reject('OPERATION_REUSED');
  }
  const minor = counter?.used ?? 0;
  if (minor === 0) return reject('NOT_OWED');
  await query(db, bookSql, [
    ...[campaign, account, personAccount(person), asset, minor],
    ...[at, reason, actor, payment],
  ]);
  await query(db, 'UPDATE counter SET used = 0 WHERE campaign = $1 AND key = $2', [campaign, key]);
  return { ok: true, minor, isNew: true };
}
