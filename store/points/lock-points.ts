import type { CampaignId, OpId, SubjectId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

/**
 * Locks a person's points of a campaign until the end of the caller's transaction. Whoever changes
 * any of their lots or reservations holds this lock.
 * @throws StoreUnavailable
 */
export async function lockPoints(
  db: Db,
  campaign: CampaignId,
  person: SubjectId,
): Promise<{ readonly available: number }> {
  const [account] = await query<{ available: number }>(
    db,
    `INSERT INTO points_account (campaign, person) VALUES ($1, $2)
     ON CONFLICT (campaign, person) DO UPDATE SET available = points_account.available
     RETURNING available`,
    [campaign, person],
  );
  return account ?? { available: 0 };
}

/** Lets one at a time answer an operation; to be locked before any points are. */
export async function lockPointsOperation(db: Db, campaign: CampaignId, opId: OpId): Promise<void> {
  const name = `points ${campaign} ${opId}`;
  await query(db, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
}
