import { assert } from '../../domain/assert.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { operatorKey } from '../../domain/commit/counters.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { operatorAccount, world } from '../../domain/ledger/accounts.ts';
import { formatMoney, type Asset, type MinorUnits } from '../../domain/money.ts';
import type { Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';

/** Money that an operator has paid for a campaign's renewals. */
export interface PayIn {
  readonly campaign: CampaignId;
  readonly asset: Asset;
  readonly minor: MinorUnits;
  /** Names the payment, an invoice's number say; the same again pays nothing twice. */
  readonly payment: string;
  readonly actor: string;
  readonly reason: string;
  readonly at: Instant;
}

/** An operator's account with a campaign, in one asset. */
export interface OperatorFunds {
  readonly asset: Asset;
  readonly paidIn: MinorUnits;
  readonly charged: MinorUnits;
}

const lockSql = `
INSERT INTO counter (campaign, key, max) VALUES ($1, $2, 0)
ON CONFLICT (campaign, key) DO UPDATE SET max = counter.max
RETURNING used, max`;

const payInSql = `
WITH booked AS (
  INSERT INTO entry (campaign, kind, source, destination, asset, minor, at, reason, actor, payment)
  VALUES ($1, 'fund', $3, $4, $5, $6, $7, $8, $9, $10) RETURNING minor
)
UPDATE counter SET max = max + (SELECT minor FROM booked) WHERE campaign = $1 AND key = $2
RETURNING used, max`;

/**
 * Books a payment into the operator's account, in the caller's transaction, and returns what is in it.
 * A payment that is booked already changes nothing; PAYMENT_REUSED where it was another amount.
 * @throws StoreUnavailable
 */
export async function payIn(
  db: Db,
  payment: PayIn,
): Promise<
  { readonly ok: true; readonly funds: OperatorFunds; readonly isNew: boolean } | Rejection
> {
  const { campaign, asset, minor } = payment;
  const key = operatorKey(asset);
  const before = await queryOne<Counted>(db, lockSql, [campaign, key]);
  const booked = await queryOne<{ asset: Asset; minor: number }>(
    db,
    'SELECT asset, minor FROM entry WHERE campaign = $1 AND payment = $2',
    [campaign, payment.payment],
  );
  if (booked === undefined) {
    const after = await queryOne<Counted>(db, payInSql, [
      ...[campaign, key, world, operatorAccount(campaign), asset, minor],
      ...[payment.at, payment.reason, payment.actor, payment.payment],
    ]);
    return { ok: true, funds: fundsOf(asset, after), isNew: true };
  }
  if (booked.asset === asset && booked.minor === minor) {
    return { ok: true, funds: fundsOf(asset, before), isNew: false };
  }
  const message = `payment ${payment.payment} was booked before, with ${formatMoney(booked.minor, booked.asset)}`;
  return reject('PAYMENT_REUSED', { message });
}

/** What operators have paid in for a campaign's renewals, and were charged. */
export async function operatorFunds(
  db: Db,
  campaign: CampaignId,
): Promise<readonly OperatorFunds[]> {
  return query<OperatorFunds & Record<string, unknown>>(
    db,
    `SELECT substr(key, 10) AS asset, max AS "paidIn", used AS charged FROM counter
     WHERE campaign = $1 AND starts_with(key, 'operator:') ORDER BY key`,
    [campaign],
  );
}

interface Counted extends Record<string, unknown> {
  readonly used: MinorUnits;
  readonly max: MinorUnits;
}

function fundsOf(asset: Asset, counter: Counted | undefined): OperatorFunds {
  assert(counter !== undefined, "an operator's account is there once it is locked");
  return { asset, paidIn: counter.max, charged: counter.used };
}
