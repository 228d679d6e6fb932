import { assert } from '../../domain/assert.ts';
import type { Award } from '../../domain/award/award.ts';
import type { AwardId, CampaignId } from '../../domain/ids.ts';
import { query, queryOne, type Db } from '../query.ts';

/** An award, and what entries say of it. */
export interface AwardRow extends Award {
  readonly words: string;
}

/** Of `award AS a`. */
export const awardColumns = `
a.id AS award, a.campaign, a.beneficiary AS person, a.asset, a.minor, a.set_off AS "setOff", a.state,
a.note, a.given_by AS "givenBy", a.given_at AS "givenAt", a.decide_by AS "decideBy", a.decision,
a.decided_by AS "decidedBy", a.decided_reason AS "decidedReason", a.decided_at AS "decidedAt",
a.taken_back AS "takenBack", award_in_words(a) AS words`;

type Row = AwardRow & Record<string, unknown>;

/**
 * One award; undefined for none of this id.
 * @throws StoreUnavailable
 */
export async function loadAward(db: Db, id: AwardId): Promise<AwardRow | undefined> {
  return queryOne<Row>(db, `SELECT ${awardColumns} FROM award a WHERE id = $1`, [id]);
}

/**
 * One award that nobody else changes until the caller's transaction is over.
 * @throws StoreUnavailable
 */
export async function lockAward(db: Db, id: AwardId): Promise<AwardRow | undefined> {
  return queryOne<Row>(db, `SELECT ${awardColumns} FROM award a WHERE id = $1 FOR UPDATE`, [id]);
}

/**
 * Changes an award that the caller's transaction has locked, and returns it as it is then.
 * @throws StoreUnavailable
 */
export async function changeAward(
  db: Db,
  id: AwardId,
  { set, values }: { readonly set: string; readonly values: readonly unknown[] },
): Promise<AwardRow> {
  const sql = `UPDATE award a SET ${set} WHERE id = $1 RETURNING ${awardColumns}`;
  const row = await queryOne<Row>(db, sql, [id, ...values]);
  assert(row !== undefined, 'an award that is locked is there');
  return row;
}

/** Which awards are looked for. */
export interface AwardFilter {
  /** Null: of all campaigns. */
  readonly campaigns: readonly CampaignId[] | null;
  /** Those that somebody has to decide, and no others. */
  readonly waiting: boolean;
  readonly limit: number;
}

/**
 * Awards, the latest first.
 * @throws StoreUnavailable
 */
export async function listAwards(
  db: Db,
  { campaigns, waiting, limit }: AwardFilter,
): Promise<readonly Award[]> {
  const rows = await query<Row>(
    db,
    `SELECT ${awardColumns} FROM award a
     WHERE ($1::text[] IS NULL OR campaign = ANY ($1)) AND (NOT $2 OR state = 'held')
     ORDER BY given_at DESC, id DESC LIMIT $3`,
    [campaigns, waiting, limit],
  );
  return rows.map(asAward);
}

/** Without what is for entries alone. */
export function asAward(row: AwardRow): Award {
  const award: Award & { words?: string } = { ...row };
  delete award.words;
  return award;
}
