import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import { query, type Db } from '../query.ts';

const text = `SELECT pg_advisory_xact_lock(hashtextextended($1 || '/' || $2, 1))`;

/**
 * To the end of the transaction nobody else opens a code for this person in this campaign. Read what
 * they hold in later statements only.
 */
export async function lockHolder(db: Db, campaign: CampaignId, holder: SubjectId): Promise<void> {
  await query(db, { name: 'lock-holder', text }, [campaign, holder]);
}
