import { assert } from '../../domain/assert.ts';
import { endOfDate } from '../../domain/calendar.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { duration, plus, type Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';

/** A month by a zone's clock; its end is exclusive. */
export interface Month {
  /** `2026-11`. */
  readonly name: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** A month of a campaign in which nothing can be booked any more. */
export interface ClosedMonth {
  readonly month: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly entries: number;
  /** SHA-256 over its entries. */
  readonly digest: string;
  readonly closedAt: Instant;
  readonly closedBy: string;
}

export interface Closing {
  readonly campaign: CampaignId;
  readonly month: Month;
  /** By the campaign's clock. */
  readonly now: Instant;
  readonly actor: string;
}

/** After a month's end, for commits that began before it. */
const graceMs = duration(3_600_000);

const monthColumns = `month, starts_at AS "startsAt", ends_at AS "endsAt", entries, digest,
  closed_at AS "closedAt", closed_by AS "closedBy"`;

const closeSql = `
WITH digested AS (SELECT * FROM entries_digest($1, $3, $4))
INSERT INTO closed_month
  (campaign, month, starts_at, ends_at, entries, digest, closed_at, closed_by)
SELECT $1, $2, $3, $4, entries, digest, $5, $6 FROM digested
RETURNING ${monthColumns}`;

const overdueSql = `
SELECT (SELECT count(*) FROM code
    WHERE campaign = $1 AND status <> 'settled' AND deadline_at < $2) AS codes,
  (SELECT count(*) FROM reward WHERE campaign = $1 AND state = 'held' AND due_at < $2
    AND (timing IN ('weekly', 'after-campaign')
      OR timing = 'after-stream' AND stream_settled(campaign, stream))) AS rewards,
  (SELECT count(*) FROM award WHERE campaign = $1 AND state = 'held' AND decide_by < $2) AS awards,
  (SELECT count(*) FROM points_lot WHERE campaign = $1 AND available > 0 AND expires_at < $2)
    + (SELECT count(*) FROM points_reservation
      WHERE campaign = $1 AND state = 'open' AND until_at < $2) AS points`;

/** A month such as `2026-11`; undefined where it is none. */
export function monthOf(name: string, timeZone: string): Month | undefined {
  const match = /^(\d{4})-(\d{2})$/.exec(name);
  if (!match) return undefined;
  const [year, month] = [Number(match[1]), Number(match[2])];
  const startsAt = endOfDate(lastDate(year, month - 1), timeZone);
  const endsAt = endOfDate(lastDate(year, month), timeZone);
  const isMonth = month >= 1 && month <= 12 && startsAt !== undefined && endsAt !== undefined;
  return isMonth ? { name, startsAt, endsAt } : undefined;
}

/**
 * Closes a month, in the caller's transaction: its entries are digested, every account's balance is
 * kept, and the ledger takes no entry of an earlier instant than its end any more. Closing it again
 * changes nothing. Refuses with MONTH_NOT_OVER, MONTH_OUT_OF_ORDER or MONTH_UNSETTLED.
 * @throws StoreUnavailable
 */
export async function closeMonth(
  db: Db,
  closing: Closing,
): Promise<
  { readonly ok: true; readonly closed: ClosedMonth; readonly isNew: boolean } | Rejection
> {
  const { campaign, month, now, actor } = closing;
  // Whoever books holds it shared until they have committed.
  await query(db, 'SELECT pg_advisory_xact_lock(booking_lock($1))', [campaign]);
  const months = await closedMonths(db, campaign);
  const before = months.find((one) => one.month === month.name);
  if (before !== undefined) return { ok: true, closed: before, isNew: false };
  const no = await refuseClosing(db, closing, months);
  if (no !== null) return no;
  const { name, startsAt, endsAt } = month;
  const period = [campaign, name, startsAt, endsAt];
  const closed = await queryOne<ClosedMonth & Record<string, unknown>>(db, closeSql, [
    ...period,
    now,
    actor,
  ]);
  assert(closed !== undefined, 'a month that is not closed can be');
  await query(
    db,
    `INSERT INTO closed_balance (campaign, month, account, asset, minor)
     SELECT $1, $2, account, asset, minor FROM balances_before($1, $3)`,
    [campaign, name, endsAt],
  );
  return { ok: true, closed, isNew: true };
}

/** The months of a campaign that are closed, in order. */
async function closedMonths(db: Db, campaign: CampaignId): Promise<readonly ClosedMonth[]> {
  return query<ClosedMonth & Record<string, unknown>>(
    db,
    `SELECT ${monthColumns} FROM closed_month WHERE campaign = $1 ORDER BY month`,
    [campaign],
  );
}

async function refuseClosing(
  db: Db,
  { campaign, month, now }: Closing,
  months: readonly ClosedMonth[],
): Promise<Rejection | null> {
  if (now < plus(month.endsAt, graceMs)) return reject('MONTH_NOT_OVER');
  const frozenTo = months.at(-1)?.endsAt ?? null;
  const earlier = await queryOne<{ open: boolean }>(
    db,
    `SELECT EXISTS (SELECT FROM entry WHERE campaign = $1 AND at < $2
       AND ($3::bigint IS NULL OR at >= $3)) AS open`,
    [campaign, month.startsAt, frozenTo],
  );
  const isPassed = frozenTo !== null && month.startsAt < frozenTo;
  if (isPassed || earlier?.open === true) return reject('MONTH_OUT_OF_ORDER');
  return refuseUnsettled(db, campaign, month);
}

async function refuseUnsettled(
  db: Db,
  campaign: CampaignId,
  month: Month,
): Promise<Rejection | null> {
  const overdue = await queryOne<{
    codes: number;
    rewards: number;
    awards: number;
    points: number;
  }>(db, overdueSql, [campaign, month.endsAt]);
  const { codes = 0, rewards = 0, awards = 0, points = 0 } = overdue ?? {};
  if (codes + rewards + awards + points === 0) return null;
  const ofAwards =
    awards === 0 ? '' : `; ${awards} awards wait for the worker's sweep to refuse them`;
  const ofPoints =
    points === 0 ? '' : `; ${points} lots or reservations of points wait for the worker's sweep`;
  const message = `something of the month is yet to be booked: ${codes} codes have deadlines, and ${rewards} rewards a payout batch, that should be over; \`usher reconcile\` sees to the codes${ofAwards}${ofPoints}`;
  return reject('MONTH_UNSETTLED', { message });
}

/** Month 0 is the December before. */
function lastDate(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
