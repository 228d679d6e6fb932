import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import { expiredAccount, reservedAccount, world } from '../../domain/ledger/accounts.ts';
import type { Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';

/** People whose points are locked, and as of when. */
export interface Settling {
  readonly campaign: CampaignId;
  readonly people: readonly SubjectId[];
  readonly now: Instant;
}

/** What came of it, in points. */
export interface SettledPoints {
  /** Went back from reservations whose time is over. */
  readonly back: number;
  readonly expired: number;
}

/**
 * What is there again of points that were to be taken back goes first; what is left of lots that are over expires.
 */
const drainSql = `
WITH over AS (
  SELECT reward, part.minor AS recovered,
    CASE WHEN expires_at <= $3 THEN available - part.minor ELSE 0 END AS lapsed
  FROM points_lot
  CROSS JOIN LATERAL (SELECT least(available, given_back - taken_back) AS minor) part
  WHERE campaign = $1 AND person = ANY ($2) AND available > 0
    AND (given_back > taken_back OR expires_at <= $3)
), drained AS (
  UPDATE points_lot l
  SET available = l.available - recovered - lapsed, expired = l.expired + lapsed,
    taken_back = l.taken_back + recovered
  FROM over WHERE l.reward = over.reward
  RETURNING l.reward, l.person, recovered, lapsed, l.freed_at,
    greatest(l.expires_at, l.freed_at, l.at) AS over_at
), gone AS (
  SELECT reward, person, 'recover' AS kind, recovered AS minor, freed_at AS at, $5 AS account,
    'came back after the reward was reversed' AS reason
  FROM drained WHERE recovered > 0
  UNION ALL
  SELECT reward, person, 'lapse', lapsed, over_at, $4, 'expired' FROM drained WHERE lapsed > 0
), account AS (
  UPDATE points_account a SET available = a.available - s.minor
  FROM (SELECT person, sum(minor) AS minor FROM gone GROUP BY person) s
  WHERE a.campaign = $1 AND a.person = s.person
), booked AS (
  INSERT INTO entry (campaign, kind, source, destination, asset, minor, at, reason, about)
  SELECT $1, kind, 'person:' || person, account, 'points/0', minor, at, reason, reward
  FROM gone ORDER BY at, reward, kind DESC
  RETURNING kind, minor
)
SELECT coalesce(sum(minor) FILTER (WHERE kind = 'lapse'), 0)::bigint AS expired FROM booked`;

const giveBackSql = `
WITH closed AS (
  UPDATE points_reservation SET state = $4, closed_at = CASE $4 WHEN 'over' THEN until_at ELSE $3 END
  WHERE campaign = $1 AND person = ANY ($2) AND state = 'open'
    AND CASE $4 WHEN 'over' THEN until_at <= $3 ELSE id = $6 END
  RETURNING id, person, minor, closed_at AS at
), lots AS (
  UPDATE points_lot l
  SET reserved = l.reserved - back.minor, available = l.available + back.minor, freed_at = back.at
  FROM (
    SELECT t.lot, sum(t.minor) AS minor, max(c.at) AS at
    FROM closed c JOIN points_part t ON t.reservation = c.id GROUP BY t.lot
  ) back
  WHERE l.reward = back.lot
), account AS (
  UPDATE points_account a SET reserved = a.reserved - s.minor, available = a.available + s.minor
  FROM (SELECT person, sum(minor) AS minor FROM closed GROUP BY person) s
  WHERE a.campaign = $1 AND a.person = s.person
), booked AS (
  INSERT INTO entry (campaign, kind, source, destination, asset, minor, at, reason, about)
  SELECT $1, 'release', $5, 'person:' || person, 'points/0', minor, at,
    CASE $4 WHEN 'over' THEN 'the reservation ran out' ELSE 'the reservation was released' END, id
  FROM closed ORDER BY at, id
  RETURNING minor
)
SELECT coalesce(sum(minor), 0)::bigint AS back FROM booked`;

/**
 * Passes what is over of people's points, in the caller's transaction: reservations give theirs
 * back, and lots expire, each as of its own instant. Doing it again changes nothing.
 * @throws StoreUnavailable
 */
export async function settlePoints(db: Db, settling: Settling): Promise<SettledPoints> {
  const before = await drain(db, settling);
  const back = await giveBack(db, settling, { state: 'over', id: null });
  const after = back === 0 ? 0 : await drain(db, settling);
  return { back, expired: before + after };
}

/**
 * Gives back what an open reservation has taken, to its lots; what of these has expired meanwhile
 * expires then. Returns how many points.
 * @throws StoreUnavailable
 */
export async function releasePoints(db: Db, settling: Settling, id: string): Promise<number> {
  const back = await giveBack(db, settling, { state: 'released', id });
  await drain(db, settling);
  return back;
}

async function drain(db: Db, { campaign, people, now }: Settling): Promise<number> {
  const values = [campaign, people, now, expiredAccount(campaign), world];
  return (await queryOne<{ expired: number }>(db, drainSql, values))?.expired ?? 0;
}

async function giveBack(
  db: Db,
  { campaign, people, now }: Settling,
  { state, id }: { readonly state: 'over' | 'released'; readonly id: string | null },
): Promise<number> {
  const values = [campaign, people, now, state, reservedAccount(campaign), id];
  return (await queryOne<{ back: number }>(db, giveBackSql, values))?.back ?? 0;
}

/**
 * People of whose points something is over by the clocks of their campaigns, as of a server's
 * instant; at most so many.
 * @throws StoreUnavailable
 */
export async function overduePoints(
  db: Db,
  serverNow: Instant,
  limit: number,
): Promise<readonly Settling[]> {
  return query<Settling & Record<string, unknown>>(
    db,
    `SELECT campaign, array_agg(DISTINCT person ORDER BY person) AS people, min(now)::bigint AS now
     FROM (
       SELECT l.campaign, l.person, $1 + c.clock_offset_ms AS now
       FROM campaign c JOIN points_lot l ON l.campaign = c.id
       WHERE l.available > 0 AND l.expires_at <= $1 + c.clock_offset_ms
       UNION ALL
       SELECT r.campaign, r.person, $1 + c.clock_offset_ms
       FROM campaign c JOIN points_reservation r ON r.campaign = c.id
       WHERE r.state = 'open' AND r.until_at <= $1 + c.clock_offset_ms
       LIMIT $2
     ) overdue GROUP BY campaign ORDER BY campaign`,
    [serverNow, limit],
  );
}

/**
 * Locks people's points, in the order of their names.
 * @throws StoreUnavailable
 */
export async function lockPeople(db: Db, { campaign, people }: Settling): Promise<void> {
  await query(
    db,
    `SELECT FROM points_account WHERE campaign = $1 AND person = ANY ($2)
     ORDER BY person FOR NO KEY UPDATE`,
    [campaign, people],
  );
}
