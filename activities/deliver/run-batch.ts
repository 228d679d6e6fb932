import type pg from 'pg';

import type { BatchRequest } from '../../domain/delivery/batch.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { turnBatchPage, type Batch, type BatchPage } from '../../store/payouts/batch-page.ts';
import { campaignNow } from '../../store/payouts/campaign-now.ts';
import { nextPayoutInMs } from '../../store/payouts/payouts-waiting.ts';
import { withTransaction } from '../../store/pool.ts';
import type { Nudge } from './nudge.ts';

/** What payout batches need. */
export interface Batches {
  readonly pool: pg.Pool;
  readonly nudge: Nudge;
  /** Who pays cash. */
  readonly cashProvider: string;
  readonly batchPageSize: number;
}

/** The campaign to be paid is not in this database. */
export class CampaignUnknown extends Error {
  override readonly name = 'CampaignUnknown';
  readonly code = 'CAMPAIGN_UNKNOWN';
  readonly retryable = false;
}

/**
 * Fixes up to when a batch pays: as asked for, or up to the campaign's now.
 * @throws CampaignUnknown, StoreUnavailable
 */
export async function openBatch({ pool }: Batches, request: BatchRequest): Promise<Instant> {
  const now = await campaignNow(pool, request.campaign, instant(Date.now()));
  if (now === undefined) throw new CampaignUnknown(`no campaign ${request.campaign}`);
  return request.asOf ?? now;
}

/**
 * Turns one page of the batch due and nudges the dispatcher when there is something to send. A page
 * that is run again goes on where the last one ended.
 * @throws StoreUnavailable
 */
export async function runBatchPage(batches: Batches, batch: Batch): Promise<BatchPage> {
  const { pool, nudge, cashProvider: provider, batchPageSize: size } = batches;
  const page = await withTransaction(pool, (db) => turnBatchPage(db, batch, { size, provider }));
  // At the end once more, in case the page before was cut off between its commit and its nudge.
  const waiting = page.taken === 0 && (await nextPayoutInMs(pool, provider)) !== null;
  if (page.due > 0 || waiting) await nudge.payouts(provider);
  return page;
}
