import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import type { Asset, MinorUnits } from '../../domain/money.ts';
import { query, type Db } from '../query.ts';

/** What a person's rewards in a campaign have come to that wait for a minimum. */
export interface GatheringLine {
  readonly campaign: CampaignId;
  readonly beneficiary: SubjectId;
  readonly asset: Asset;
  readonly rewards: number;
  readonly minor: MinorUnits;
  /** Null where the version in force asks for none: it goes out within minutes. */
  readonly minimum: MinorUnits | null;
}

/**
 * What waits for a minimum, of a campaign or of a person, the largest first.
 * @throws StoreUnavailable
 */
export async function listGathering(
  db: Db,
  of: { readonly campaign?: CampaignId; readonly beneficiary?: string },
): Promise<GatheringLine[]> {
  return query<GatheringLine & Record<string, unknown>>(
    db,
    `SELECT campaign, beneficiary, asset, rewards, minor, minimum FROM gathering
     WHERE ($1::text IS NULL OR campaign = $1) AND ($2::text IS NULL OR beneficiary = $2)
     ORDER BY minor DESC, campaign, beneficiary LIMIT 200`,
    [of.campaign ?? null, of.beneficiary ?? null],
  );
}
