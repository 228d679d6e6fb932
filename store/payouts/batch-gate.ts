import type { CampaignId } from '../../domain/ids.ts';
import { query, queryOne, type Db } from '../query.ts';

const pauseSql = `
UPDATE campaign
SET batches_paused_at = now(), batches_paused_by = $2, batches_paused_reason = $3
WHERE id = $1 AND batches_paused_at IS NULL RETURNING id`;

const resumeSql = `
UPDATE campaign
SET batches_paused_at = NULL, batches_paused_by = NULL, batches_paused_reason = NULL
WHERE id = $1 AND batches_paused_at IS NOT NULL RETURNING id`;

/**
 * Lets no further page of the campaign's batches run. False when they were paused before, which
 * leaves who did that and why.
 * @throws StoreUnavailable
 */
export async function pauseBatches(
  db: Db,
  campaign: CampaignId,
  by: { readonly actor: string; readonly reason: string },
): Promise<boolean> {
  return (await query(db, pauseSql, [campaign, by.actor, by.reason])).length > 0;
}

/**
 * Lets the campaign's batches go on. False when they were not paused.
 * @throws StoreUnavailable
 */
export async function resumeBatches(db: Db, campaign: CampaignId): Promise<boolean> {
  return (await query(db, resumeSql, [campaign])).length > 0;
}

/**
 * Since when, by whom and why the campaign's batches are paused, in words; null while they run.
 * @throws StoreUnavailable
 */
export async function batchesPaused(db: Db, campaign: CampaignId): Promise<string | null> {
  const row = await queryOne<{ at: Date; by: string; reason: string }>(
    db,
    `SELECT batches_paused_at AS at, batches_paused_by AS by, batches_paused_reason AS reason
     FROM campaign WHERE id = $1 AND batches_paused_at IS NOT NULL`,
    [campaign],
  );
  return row === undefined
    ? null
    : `paused since ${row.at.toISOString()} by ${row.by}: ${row.reason}`;
}
