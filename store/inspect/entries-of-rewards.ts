import type { CampaignId, RewardId } from '../../domain/ids.ts';
import { asJson, entryTable } from '../columns.ts';
import type { NumberedEntry } from '../ledger/read-ledger.ts';
import { query, type Db } from '../query.ts';

/**
 * What the ledger holds of some rewards of one campaign, in the order in which it was booked.
 * @throws StoreUnavailable
 */
export async function entriesOfRewards(
  db: Db,
  campaign: CampaignId,
  rewards: readonly RewardId[],
): Promise<readonly NumberedEntry[]> {
  const rows = await query<{ id: number; entry: Omit<NumberedEntry, 'id'> }>(
    db,
    `SELECT e.id, ${asJson(entryTable, 'e')} AS entry FROM entry e
     WHERE e.campaign = $1 AND e.reward = ANY ($2) ORDER BY e.id`,
    [campaign, rewards],
  );
  return rows.map(({ id, entry }) => ({ id, ...entry }));
}
