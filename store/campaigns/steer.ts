import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { CampaignId } from '../../domain/ids.ts';
import type { Duration } from '../../domain/time.ts';
import { queryOne, type Db } from '../query.ts';
import { loadCampaign, type CampaignRow, type CampaignStatus } from './campaign-row.ts';

/**
 * Opens, pauses or closes a campaign. Closing is final.
 * Refuses with CAMPAIGN_UNKNOWN or CAMPAIGN_CLOSED.
 */
export async function setCampaignStatus(
  db: Db,
  campaign: CampaignId,
  change: { readonly status: CampaignStatus; readonly by: string; readonly reason: string },
): Promise<{ ok: true; campaign: CampaignRow } | Rejection> {
  await queryOne(
    db,
    `UPDATE campaign SET status = $2, status_by = $3, status_reason = $4
     WHERE id = $1 AND status <> 'closed' AND status <> $2 RETURNING 1`,
    [campaign, change.status, change.by, change.reason],
  );
  const row = await loadCampaign(db, campaign);
  if (row === undefined) return reject('CAMPAIGN_UNKNOWN');
  return row.status === change.status ? { ok: true, campaign: row } : reject('CAMPAIGN_CLOSED');
}

/**
 * Puts a sandbox campaign's clock forward and returns how far it is ahead now; undefined when there
 * is no such sandbox campaign.
 */
export async function addClockOffset(
  db: Db,
  campaign: CampaignId,
  by: Duration,
): Promise<number | undefined> {
  const row = await queryOne<{ offset: number }>(
    db,
    `UPDATE campaign SET clock_offset_ms = clock_offset_ms + $2
     WHERE id = $1 AND sandbox RETURNING clock_offset_ms AS "offset"`,
    [campaign, by],
  );
  return row?.offset;
}
