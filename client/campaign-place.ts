import type { Terms } from '../domain/campaign/terms.ts';
import { reject, type Rejection } from '../domain/code/rejection.ts';
import { parseCampaignId, type CampaignId } from '../domain/ids.ts';
import { instant, plus, type Instant } from '../domain/time.ts';
import { loadCampaign, loadVersion } from '../store/campaigns/campaign-row.ts';
import { placeIn } from '../store/parties/lookup-place.ts';
import type { AskedCampaign } from './find-code.ts';
import type { Desk } from './operate.ts';

/** A campaign that was named, rather than found by a code of it. */
export interface CampaignPlace extends AskedCampaign {
  readonly id: CampaignId;
  /** Those that are in force: a code keeps the terms that it was issued under. */
  readonly terms: Terms;
  /** By the campaign's clock. */
  readonly now: Instant;
}

/**
 * The campaign of an id, or CAMPAIGN_UNKNOWN.
 * @throws StoreUnavailable
 */
export async function campaignPlace(
  { pool }: Pick<Desk, 'pool'>,
  text: string,
): Promise<CampaignPlace | Rejection> {
  const id = parseCampaignId(text);
  const row = id === undefined ? undefined : await loadCampaign(pool, id);
  const version = row === undefined ? undefined : await loadVersion(pool, row.digest);
  if (row === undefined || version === undefined) return reject('CAMPAIGN_UNKNOWN');
  const { clockOffsetMs } = row;
  const now = plus(instant(Date.now()), clockOffsetMs);
  const { digest } = row;
  return { id: row.id, terms: version.terms, digest, place: placeIn(row), now, clockOffsetMs };
}
