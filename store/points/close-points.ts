import { assert } from '../../domain/assert.ts';
import { reject } from '../../domain/code/rejection.ts';
import type { CampaignId, ReservationId, SubjectId } from '../../domain/ids.ts';
import { reservedAccount, spentAccount } from '../../domain/ledger/accounts.ts';
import type { ClosePoints, PointsOutcome, ReservationState } from '../../domain/points/command.ts';
import { refuseClosed } from '../../domain/points/refuse-spend.ts';
import type { Instant } from '../../domain/time.ts';
import { queryOne, type Db } from '../query.ts';
import { lockPoints } from './lock-points.ts';
import { pointsCampaign } from './points-campaign.ts';
import { answerOnce } from './points-operation.ts';
import { releasePoints, settlePoints, type Settling } from './settle-points.ts';

interface Reservation extends Record<string, unknown> {
  readonly id: ReservationId;
  readonly campaign: CampaignId;
  readonly person: SubjectId;
  readonly amount: number;
  readonly state: ReservationState;
  readonly reservedUntil: Instant;
}

const reservationSql = `
SELECT id, campaign, person, minor AS amount, state, until_at AS "reservedUntil"
FROM points_reservation WHERE id = $1`;

const confirmSql = `
WITH closed AS (
  UPDATE points_reservation SET state = 'confirmed', closed_at = $2
  WHERE id = $1 AND state = 'open' AND until_at > $2
  RETURNING id, campaign, person, minor, purpose
), lots AS (
  UPDATE points_lot l SET reserved = l.reserved - t.minor, spent = l.spent + t.minor
  FROM points_part t JOIN closed c ON c.id = t.reservation WHERE l.reward = t.lot
), account AS (
  UPDATE points_account a SET reserved = a.reserved - c.minor
  FROM closed c WHERE a.campaign = c.campaign AND a.person = c.person
)
INSERT INTO entry (campaign, kind, source, destination, asset, minor, at, reason, about)
SELECT campaign, 'spend', $3, $4, 'points/0', minor, $2, purpose, id FROM closed
RETURNING minor`;

/**
 * Spends what a reservation has kept, or gives it back, in the caller's transaction. Refuses with
 * POINTS_RESERVATION_UNKNOWN, POINTS_RESERVATION_CLOSED and OPERATION_REUSED.
 * @throws StoreUnavailable
 */
export async function closePoints(
  db: Db,
  command: ClosePoints,
  serverNow: Instant,
): Promise<PointsOutcome> {
  const found = await queryOne<Reservation>(db, reservationSql, [command.reservation]);
  if (found === undefined) return reject('POINTS_RESERVATION_UNKNOWN');
  const { campaign, person } = found;
  const { now } = (await pointsCampaign(db, campaign, serverNow)) ?? {};
  assert(now !== undefined, 'a reservation has its campaign');
  return answerOnce(db, { command, campaign, now }, async () => {
    await lockPoints(db, campaign, person);
    const settling = { campaign, people: [person], now };
    await settlePoints(db, settling);
    const reservation = await queryOne<Reservation>(db, reservationSql, [command.reservation]);
    assert(reservation !== undefined, 'a reservation does not go away');
    if (reservation.state !== 'open') return refuseClosed(reservation.state);
    return close(db, command.kind, { reservation, settling });
  });
}

async function close(
  db: Db,
  kind: ClosePoints['kind'],
  { reservation, settling }: { readonly reservation: Reservation; readonly settling: Settling },
): Promise<PointsOutcome> {
  const { id, campaign, person, amount, reservedUntil } = reservation;
  const closed =
    kind === 'releasePoints'
      ? await releasePoints(db, settling, id)
      : await spend(db, reservation, settling.now);
  assert(closed === amount, 'a reservation that is open under a lock can be closed');
  const { available: left } = await lockPoints(db, campaign, person);
  const state = kind === 'releasePoints' ? 'released' : 'confirmed';
  return { ok: true, reservation: id, state, amount, reservedUntil, left };
}

async function spend(db: Db, { id, campaign }: Reservation, now: Instant): Promise<number> {
  const accounts = [reservedAccount(campaign), spentAccount(campaign)];
  const spent = await queryOne<{ minor: number }>(db, confirmSql, [id, now, ...accounts]);
  return spent?.minor ?? 0;
}
