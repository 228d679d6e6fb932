import type { CampaignId, ReservationId, RewardId, SubjectId } from '../../domain/ids.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';

/** Points that took effect together and expire together, and where they are now. */
export interface PointsLot {
  readonly reward: RewardId;
  readonly amount: number;
  readonly at: Instant;
  /** Exclusive; null is never. */
  readonly expiresAt: Instant | null;
  readonly available: number;
  readonly reserved: number;
  readonly spent: number;
  readonly expired: number;
  readonly takenBack: number;
}

/** Points that are kept for a purchase. */
export interface OpenReservation {
  readonly reservation: ReservationId;
  readonly amount: number;
  readonly purpose: string;
  readonly at: Instant;
  readonly reservedUntil: Instant;
}

/** A person's points of one campaign at an instant, whether or not the worker has passed what is over. */
export interface PointsView {
  readonly ok: true;
  readonly now: Instant;
  /** What can be spent. */
  readonly available: number;
  readonly reserved: number;
  readonly spent: number;
  readonly expired: number;
  /** Those that expire first come first; of those of which nothing is left, the latest 50. */
  readonly lots: readonly PointsLot[];
  readonly reservations: readonly OpenReservation[];
}

/** A reservation that is over has given back what it took, and a lot that is over has expired. */
const lotsSql = `
SELECT reward, amount, at, "expiresAt", spent, "takenBack",
  CASE WHEN over THEN 0 ELSE there END::bigint AS available, reserved::bigint,
  (expired + CASE WHEN over THEN there ELSE 0 END)::bigint AS expired
FROM (
  SELECT l.reward, l.minor AS amount, l.at, l.expires_at AS "expiresAt", l.spent, l.expired,
    l.taken_back + recovered.minor AS "takenBack",
    l.available + back.minor - recovered.minor AS there,
    l.reserved - back.minor AS reserved, coalesce(l.expires_at <= $3, false) AS over
  FROM points_lot l CROSS JOIN LATERAL (
    SELECT coalesce(sum(t.minor), 0)::bigint AS minor
    FROM points_part t JOIN points_reservation r ON r.id = t.reservation
    WHERE t.lot = l.reward AND r.state = 'open' AND r.until_at <= $3
  ) back
  CROSS JOIN LATERAL (SELECT least(back.minor, l.given_back - l.taken_back) AS minor) recovered
  WHERE l.campaign = $1 AND l.person = $2
) lot ORDER BY "expiresAt" NULLS LAST, at, reward`;

const reservationsSql = `
SELECT id AS reservation, minor AS amount, purpose, at, until_at AS "reservedUntil"
FROM points_reservation
WHERE campaign = $1 AND person = $2 AND state = 'open' AND until_at > $3 ORDER BY until_at, id`;

const emptyShownMax = 50;

/**
 * A person's points of a campaign, as of a server's instant; undefined for no such campaign.
 * @throws StoreUnavailable
 */
export async function readPoints(
  db: Db,
  campaign: CampaignId,
  { person, serverNow }: { readonly person: SubjectId; readonly serverNow: Instant },
): Promise<PointsView | undefined> {
  const clock = await queryOne<{ offsetMs: number }>(
    db,
    'SELECT clock_offset_ms AS "offsetMs" FROM campaign WHERE id = $1',
    [campaign],
  );
  if (clock === undefined) return undefined;
  const now = plus(serverNow, clock.offsetMs);
  const lots = await query<PointsLot & Record<string, unknown>>(db, lotsSql, [
    ...[campaign, person, now],
  ]);
  const reservations = await query<OpenReservation & Record<string, unknown>>(db, reservationsSql, [
    campaign,
    person,
    now,
  ]);
  const sum = (of: 'available' | 'reserved' | 'spent' | 'expired'): number =>
    lots.reduce((total, lot) => total + lot[of], 0);
  return {
    ok: true,
    now,
    ...{ available: sum('available'), reserved: sum('reserved') },
    ...{ spent: sum('spent'), expired: sum('expired') },
    ...{ lots: shown(lots), reservations },
  };
}

function shown(lots: readonly PointsLot[]): readonly PointsLot[] {
  const isThere = ({ available, reserved }: PointsLot): boolean => available + reserved > 0;
  return [
    ...lots.filter(isThere),
    ...lots
      .filter((lot) => !isThere(lot))
      .sort((a, b) => b.at - a.at)
      .slice(0, emptyShownMax),
  ];
}
