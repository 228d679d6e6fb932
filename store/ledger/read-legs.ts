import type pg from 'pg';

import type { CampaignId } from '../../domain/ids.ts';
import type { Asset, MinorUnits } from '../../domain/money.ts';
import type { Instant } from '../../domain/time.ts';
import { asStoreFailure } from '../failure.ts';
import { query, type Db } from '../query.ts';
import type { Balance } from './read-ledger.ts';

/** Whose entries are read: an account's, or those of a campaign in each of its own accounts. */
export type LegsOf = { readonly account: string } | { readonly campaign: CampaignId };

/** `from` is inclusive, `to` exclusive; null has no bound. By the entries' own instants. */
export interface Span {
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/** One side of an entry: what it did to one account. */
export interface Leg {
  readonly id: number;
  readonly at: Instant;
  readonly campaign: CampaignId;
  readonly kind: string;
  readonly account: string;
  readonly other: string;
  readonly asset: Asset;
  /** Negative where the account gave it. */
  readonly minor: MinorUnits;
  /** What the account then has of the asset: of all before the span, and of it up to here. */
  readonly balanceMinor: MinorUnits;
  readonly reward: string | null;
  readonly reason: string;
  readonly actor: string | null;
}

const pageSize = 1_000;

const legs = `
  SELECT e.id, e.at, e.campaign, e.kind, side.account, side.other, e.asset, side.minor, e.reward,
    e.reason, e.actor
  FROM entry e
  CROSS JOIN LATERAL (VALUES (e.destination, e.source, e.minor), (e.source, e.destination, -e.minor))
    side (account, other, minor)`;

/**
 * Opens a reading of legs as of one moment: first what each account had before the span, then its
 * legs in the order of booking, a page at a time, however many there are. Uses up a connection until
 * the reading is over.
 * @throws StoreUnavailable
 */
export async function* readLegs(
  pool: pg.Pool,
  of: LegsOf,
  span: Span,
): AsyncGenerator<
  { readonly openings: readonly Balance[] } | { readonly page: readonly Leg[] },
  void
> {
  const client = await pool.connect().catch((error: unknown) => {
    throw asStoreFailure(error);
  });
  try {
    await client.query(
      'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0',
    );
    const { where, values } = chosen(of);
    yield { openings: await openingsOf(client, { where, values }, span) };
    await query(
      client,
      `DECLARE legs NO SCROLL CURSOR FOR SELECT * FROM (
         SELECT *, (sum(minor) OVER (PARTITION BY account, asset ORDER BY at >= $2, id))::bigint
           AS "balanceMinor"
         FROM (${legs} WHERE ${where} AND e.at < $3) leg
       ) booked WHERE at >= $2 ORDER BY id, account`,
      [...values, span.from ?? 0, span.to ?? Number.MAX_SAFE_INTEGER],
    );
    for (;;) {
      const page = await query<Leg & Record<string, unknown>>(
        client,
        `FETCH ${pageSize} FROM legs`,
      );
      if (page.length === 0) return;
      yield { page };
    }
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    client.release();
  }
}

async function openingsOf(
  db: Db,
  { where, values }: { readonly where: string; readonly values: readonly string[] },
  { from }: Span,
): Promise<readonly Balance[]> {
  if (from === null) return [];
  return query<Balance & Record<string, unknown>>(
    db,
    `SELECT account, asset, sum(minor)::bigint AS minor FROM (${legs}
       WHERE ${where} AND e.at < $2) leg GROUP BY account, asset ORDER BY account, asset`,
    [...values, from],
  );
}

function chosen(of: LegsOf): { readonly where: string; readonly values: readonly string[] } {
  return 'account' in of
    ? { where: '(e.source = $1 OR e.destination = $1) AND side.account = $1', values: [of.account] }
    : {
        where: `e.campaign = $1 AND starts_with(side.account, 'campaign:' || $1 || ':')`,
        values: [of.campaign],
      };
}
