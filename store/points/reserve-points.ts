import { assert } from '../../domain/assert.ts';
import { startOf } from '../../domain/calendar.ts';
import { reject } from '../../domain/code/rejection.ts';
import type { ReservationId } from '../../domain/ids.ts';
import { reservedAccount } from '../../domain/ledger/accounts.ts';
import type { Spend } from '../../domain/points/caps.ts';
import type { PointsAccepted, PointsOutcome, ReservePoints } from '../../domain/points/command.ts';
import { refuseSpend } from '../../domain/points/refuse-spend.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { queryOne, type Db } from '../query.ts';
import { lockPoints } from './lock-points.ts';
import { pointsCampaign, type PointsCampaign } from './points-campaign.ts';
import { answerOnce } from './points-operation.ts';
import { settlePoints } from './settle-points.ts';

/** A reservation that is asked for, and its id if it is made. */
export interface AskedReservation {
  readonly command: ReservePoints;
  readonly id: ReservationId;
  readonly serverNow: Instant;
}

/** What the person has and has spent; `isOver` where something is yet to be passed. */
const standingSql = `
SELECT a.available, s."inAll", s.day, s.month,
  EXISTS (SELECT FROM points_lot WHERE campaign = $1 AND person = $2 AND available > 0
    AND expires_at <= $5)
  OR EXISTS (SELECT FROM points_reservation WHERE campaign = $1 AND person = $2 AND state = 'open'
    AND until_at <= $5) AS "isOver"
FROM points_account a CROSS JOIN (
  SELECT coalesce(sum(minor), 0)::bigint AS "inAll",
    coalesce(sum(minor) FILTER (WHERE at >= $3), 0)::bigint AS day,
    coalesce(sum(minor) FILTER (WHERE at >= $4), 0)::bigint AS month
  FROM points_reservation
  WHERE campaign = $1 AND person = $2 AND state IN ('open', 'confirmed')
) s
WHERE a.campaign = $1 AND a.person = $2`;

interface Standing extends Record<string, unknown> {
  readonly available: number;
  readonly inAll: number;
  readonly day: number;
  readonly month: number;
  readonly isOver: boolean;
}

/** From the lots that expire first. What was not decided on the lots as they are finds nothing to write. */
const reserveSql = `
WITH queue AS (
  SELECT reward, available, (sum(available) OVER (ORDER BY expires_at NULLS LAST, at, reward)
    - available)::bigint AS before
  FROM points_lot
  WHERE campaign = $1 AND person = $2 AND available > 0 AND (expires_at IS NULL OR expires_at > $5)
), chosen AS (
  SELECT reward, least(available, $3 - before) AS minor FROM queue WHERE before < $3
), lots AS (
  UPDATE points_lot l SET available = l.available - c.minor, reserved = l.reserved + c.minor
  FROM chosen c WHERE l.reward = c.reward
), account AS (
  UPDATE points_account SET available = available - $3, reserved = reserved + $3
  WHERE campaign = $1 AND person = $2 AND available >= $3
    AND (SELECT sum(minor) FROM chosen) = $3
  RETURNING available
), reservation AS (
  INSERT INTO points_reservation (id, campaign, person, minor, purpose, state, at, until_at)
  SELECT $4, $1, $2, $3, $7, 'open', $5, $6 FROM account
), parts AS (
  INSERT INTO points_part (reservation, lot, minor) SELECT $4, reward, minor FROM chosen
), booked AS (
  INSERT INTO entry (campaign, kind, source, destination, asset, minor, at, reason, about)
  SELECT $1, 'reserve', 'person:' || $2, $8, 'points/0', $3, $5, $7, $4::text FROM account
)
SELECT available AS left FROM account`;

/**
 * Reserves points, in the caller's transaction. Refuses with CAMPAIGN_UNKNOWN, CAMPAIGN_PAUSED,
 * PRICE_NEEDED, POINTS_CAP_REACHED, POINTS_NOT_ENOUGH and OPERATION_REUSED.
 * @throws StoreUnavailable
 */
export async function reservePoints(db: Db, asked: AskedReservation): Promise<PointsOutcome> {
  const { command, serverNow } = asked;
  const campaign = await pointsCampaign(db, command.campaign, serverNow);
  if (campaign === undefined) return reject('CAMPAIGN_UNKNOWN');
  const about = { command, campaign: command.campaign, now: campaign.now };
  return answerOnce(db, about, async () => {
    if (campaign.status === 'paused') return reject('CAMPAIGN_PAUSED');
    const spend = await spendOf(db, command, campaign);
    return refuseSpend(campaign.terms, spend, campaign) ?? write(db, asked, campaign.now);
  });
}

/** Locks the person's points, and passes what of them is over by now. */
async function spendOf(db: Db, command: ReservePoints, time: PointsCampaign): Promise<Spend> {
  const { campaign, person, amount, price } = command;
  await lockPoints(db, campaign, person);
  let standing = await standingOf(db, command, time);
  if (standing.isOver) {
    await settlePoints(db, { campaign, people: [person], now: time.now });
    standing = await standingOf(db, command, time);
  }
  return { amount, price, available: standing.available, before: standing };
}

async function standingOf(
  db: Db,
  { campaign, person }: ReservePoints,
  { now, timeZone }: PointsCampaign,
): Promise<Standing> {
  const [day, month] = [startOf('day', now, timeZone), startOf('month', now, timeZone)];
  const values = [campaign, person, day, month, now];
  const standing = await queryOne<Standing>(db, standingSql, values);
  assert(standing !== undefined, 'a person whose points are locked has an account');
  return standing;
}

async function write(
  db: Db,
  { command, id }: AskedReservation,
  now: Instant,
): Promise<PointsAccepted> {
  const { campaign, person, amount, holdForMs, purpose } = command;
  const reservedUntil = plus(now, holdForMs);
  const written = await queryOne<{ left: number }>(db, reserveSql, [
    ...[campaign, person, amount, id, now, reservedUntil, purpose, reservedAccount(campaign)],
  ]);
  assert(written !== undefined, 'points that were counted under a lock are there');
  const { left } = written;
  return { ok: true, reservation: id, state: 'open', amount, reservedUntil, left };
}
