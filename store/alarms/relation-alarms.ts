import type { RelationAlarm } from '../../domain/commit/relation.ts';
import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

/** A person beneath whom so many stand, or so deep, that somebody has to look. */
export interface ToldAlarm {
  readonly campaign: CampaignId;
  readonly person: SubjectId;
  readonly alarm: RelationAlarm;
}

/** Of one kind in one campaign. */
export interface RelationAlarms {
  readonly alarm: RelationAlarm;
  readonly people: number;
  /** The one of whom it was raised last. */
  readonly latest: SubjectId;
}

/**
 * Alarms of which operations were not told, which they are from now on: at most a hundred.
 * @throws StoreUnavailable
 */
export async function takeUntold(db: Db): Promise<readonly ToldAlarm[]> {
  return query<ToldAlarm & Record<string, unknown>>(
    db,
    `UPDATE relation_alarm SET told = true WHERE (campaign, person, alarm) IN (
       SELECT campaign, person, alarm FROM relation_alarm WHERE NOT told LIMIT 100 FOR UPDATE SKIP LOCKED
     ) RETURNING campaign, person, alarm`,
    [],
  );
}

/**
 * How many people of a campaign alarms are about, by kind.
 * @throws StoreUnavailable
 */
export async function relationAlarms(
  db: Db,
  campaign: CampaignId,
): Promise<readonly RelationAlarms[]> {
  return query<RelationAlarms & Record<string, unknown>>(
    db,
    `SELECT alarm, count(*) AS people,
       (array_agg(person ORDER BY raised_at DESC, person))[1] AS latest
     FROM relation_alarm WHERE campaign = $1 GROUP BY alarm ORDER BY alarm`,
    [campaign],
  );
}
