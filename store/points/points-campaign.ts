import type { PointsTerms } from '../../domain/campaign/points.ts';
import type { CampaignId } from '../../domain/ids.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { queryOne, type Db } from '../query.ts';

/** What of a campaign, by its version in force, matters to whoever spends its points. */
export interface PointsCampaign {
  readonly status: 'open' | 'paused' | 'closed';
  readonly terms: PointsTerms;
  readonly timeZone: string;
  /** By the campaign's clock. */
  readonly now: Instant;
}

/**
 * A campaign as of a server's instant; undefined for none of this id.
 * @throws StoreUnavailable
 */
export async function pointsCampaign(
  db: Db,
  campaign: CampaignId,
  serverNow: Instant,
): Promise<PointsCampaign | undefined> {
  const row = await queryOne<PointsCampaign & { offsetMs: number }>(
    db,
    `SELECT c.status, coalesce(v.terms -> 'points', '{}') AS terms, c.clock_offset_ms AS "offsetMs",
       v.terms #>> '{period,timeZone}' AS "timeZone"
     FROM campaign c JOIN campaign_version v ON v.digest = c.digest WHERE c.id = $1`,
    [campaign],
  );
  if (row === undefined) return undefined;
  const { offsetMs, ...rest } = row;
  return { ...rest, now: plus(serverNow, offsetMs) };
}
