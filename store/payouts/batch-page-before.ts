import type { BatchTiming } from '../../domain/delivery/batch.ts';
import type { CampaignId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { query, type Db } from '../query.ts';
import { turnRewards, type HeldReward } from './turn-rewards.ts';

/** What a batch was that began before batches were rows; none of these is limited or waits. */
export interface BatchBefore {
  readonly campaign: CampaignId;
  readonly timing: BatchTiming;
  /** By the campaign's clock, inclusive. */
  readonly asOf: Instant;
}

/** What one page did; `taken` 0 is the end of the batch. */
export interface BatchPageBefore {
  /** Rewards looked at. One that was taken back meanwhile is among them, and in neither count. */
  readonly taken: number;
  /** Handed to the provider's queue. */
  readonly due: number;
  /** Posted to the person, since no provider is needed. */
  readonly paid: number;
}

const candidatesSql = `
SELECT id, code, kind, beneficiary FROM reward
WHERE campaign = $1 AND timing = $2 AND state = 'held' AND due_at <= $3 AND NOT in_open_batch(id)
ORDER BY due_at, id LIMIT $4`;

/**
 * Turns one page of such a batch due, in the caller's transaction, so that what is in flight over an
 * upgrade comes to its end.
 * @throws StoreUnavailable
 */
export async function turnPageBefore(
  db: Db,
  { campaign, timing, asOf }: BatchBefore,
  page: { readonly size: number; readonly provider: string },
): Promise<BatchPageBefore> {
  const rewards = await query<HeldReward & Record<string, unknown>>(db, candidatesSql, [
    ...[campaign, timing, asOf, page.size],
  ]);
  const { provider } = page;
  const turned = await turnRewards(db, rewards, { provider, at: asOf, reason: `${timing} batch` });
  return { taken: rewards.length, ...turned };
}
