import type { CampaignId } from '../../domain/ids.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { queryOne, type Db } from '../query.ts';

/**
 * What a campaign's clock shows when the real one shows `real`; undefined for no such campaign.
 * @throws StoreUnavailable
 */
export async function campaignNow(
  db: Db,
  campaign: CampaignId,
  real: Instant,
): Promise<Instant | undefined> {
  const row = await queryOne<{ clock_offset_ms: number }>(
    db,
    'SELECT clock_offset_ms FROM campaign WHERE id = $1',
    [campaign],
  );
  return row === undefined ? undefined : instant(real + row.clock_offset_ms);
}
