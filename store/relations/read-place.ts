import { headsKey, type RelationAlarm, type RelationRow } from '../../domain/commit/relation.ts';
import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { asJson, relationTable } from '../columns.ts';
import { query, queryOne, type Db } from '../query.ts';

/** Where a person stands in a campaign that traces who brought whom. */
export interface RelationPlace {
  /** Null where nobody brought them. */
  readonly relation: RelationRow | null;
  /** How many people are beneath on the first, second and third level. */
  readonly heads: readonly number[];
  readonly alarms: readonly { readonly alarm: RelationAlarm; readonly raisedAt: Instant }[];
}

/** Of each level that can be traced. */
const levels = [1, 2, 3];

/**
 * A person's place: five rows by their keys, however many people there are.
 * @throws StoreUnavailable
 */
export async function relationPlace(
  db: Db,
  campaign: CampaignId,
  person: SubjectId,
): Promise<RelationPlace> {
  const found = await queryOne<{ relation: RelationRow }>(db, pathSql, [campaign, person]);
  const keys = levels.map((level) => headsKey(level, person));
  const counters = await query<{ key: string; used: number }>(
    db,
    'SELECT key, used FROM counter WHERE campaign = $1 AND key = ANY($2)',
    [campaign, keys],
  );
  const alarms = await query<RelationPlace['alarms'][number] & Record<string, unknown>>(
    db,
    `SELECT alarm, raised_at AS "raisedAt" FROM relation_alarm
     WHERE campaign = $1 AND person = $2 ORDER BY raised_at, alarm`,
    [campaign, person],
  );
  const heads = keys.map((key) => counters.find((one) => one.key === key)?.used ?? 0);
  return { relation: found?.relation ?? null, heads, alarms };
}

/** Who stands above a person, $2, of a campaign, $1: one row by its primary key. */
export const pathSql = `SELECT ${asJson(relationTable, 'r')} AS relation
  FROM relation r WHERE r.campaign = $1 AND r.invitee = $2`;
