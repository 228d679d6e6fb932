import type { CampaignId } from '../../domain/ids.ts';
import type { Asset } from '../../domain/money.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';

/**
 * What a campaign has granted since a time and not taken back, by asset.
 * @throws StoreUnavailable
 */
export async function grantedSince(
  db: Db,
  campaign: CampaignId,
  since: Instant,
): Promise<readonly { readonly asset: Asset; readonly minor: number }[]> {
  return query<{ asset: Asset; minor: number }>(
    db,
    `SELECT asset, sum(minor - refunded)::bigint AS minor FROM reward
     WHERE campaign = $1 AND granted_at >= $2 AND state NOT IN ('voided', 'reversed')
     GROUP BY asset ORDER BY asset`,
    [campaign, since],
  );
}
