import type pg from 'pg';

import { assert } from '../../domain/assert.ts';
import type { Rejection } from '../../domain/code/rejection.ts';
import type {
  BatchDecision,
  BatchName,
  BatchRequest,
  BatchStanding,
} from '../../domain/delivery/batch.ts';
import { instant, type Instant } from '../../domain/time.ts';
import { batchesPaused } from '../../store/payouts/batch-gate.ts';
import {
  turnPageBefore,
  type BatchBefore,
  type BatchPageBefore,
} from '../../store/payouts/batch-page-before.ts';
import { turnBatchPage } from '../../store/payouts/batch-page.ts';
import {
  beginBatch,
  loadBatch,
  type BatchOwner,
  type BatchRow,
} from '../../store/payouts/batch-row.ts';
import { campaignNow } from '../../store/payouts/campaign-now.ts';
import { decideBatch, lapseBatch } from '../../store/payouts/decide-batch.ts';
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
 * Begins a workflow's batch and fixes up to when it pays: as asked for, or up to the campaign's now.
 * Doing it again finds the same batch.
 * @throws CampaignUnknown, StoreUnavailable
 */
export async function beginOnce(
  { pool }: Batches,
  request: BatchRequest,
  owner: BatchOwner,
): Promise<BatchStanding> {
  const asOf = await openBefore({ pool }, request);
  const row = await withTransaction(pool, (db) => beginBatch(db, { ...request, asOf }, owner));
  assert(row !== undefined, 'a campaign does not go away');
  return standingOf(pool, row);
}

/**
 * Does the next page of a batch and nudges the dispatcher when there is something to send. A page
 * that is run again goes on where the last one ended.
 * @throws StoreUnavailable
 */
export async function turnPage(batches: Batches, name: BatchName): Promise<BatchStanding> {
  const { pool, nudge, cashProvider: provider, batchPageSize: size } = batches;
  const page = await withTransaction(pool, (db) => turnBatchPage(db, name, { size, provider }));
  const standing = await standingOf(pool, await loadBatch(pool, name));
  // At the end once more, in case a page before was cut off between its commit and its nudge.
  const isEnd = standing.state === 'done' && (await nextPayoutInMs(pool, provider)) !== null;
  if (page.queued || isEnd) await nudge.payouts(provider);
  return standing;
}

/**
 * Decides about a batch that waits, and says how it stands then.
 * @throws StoreUnavailable
 */
export async function decideOnce(
  { pool }: Batches,
  name: BatchName,
  decision: BatchDecision,
): Promise<{ readonly refused: Rejection | null; readonly standing: BatchStanding | null }> {
  const refused = await withTransaction(pool, (db) => decideBatch(db, name, decision));
  const row = await loadBatch(pool, name);
  return { refused, standing: row === undefined ? null : await standingOf(pool, row) };
}

/**
 * Refuses a batch that nobody has decided about in time.
 * @throws StoreUnavailable
 */
export async function lapse({ pool }: Batches, name: BatchName): Promise<BatchStanding> {
  await lapseBatch(pool, name);
  return standingOf(pool, await loadBatch(pool, name));
}

/** Only what the workflow is to know, since all of it goes into its history. */
async function standingOf(pool: pg.Pool, row: BatchRow | undefined): Promise<BatchStanding> {
  assert(row !== undefined, 'a batch that was begun stays');
  const { campaign, number, state, timing, asOf, gathered, leftOver } = row;
  const { due, paid, takenBack, decideBy, decidedBy, reason } = row;
  return {
    ...{ campaign, number, state, timing, asOf, gathered, leftOver },
    ...{ due, paid, takenBack, decideBy, decidedBy, reason },
    paused: row.endedAt === null ? await batchesPaused(pool, campaign) : null,
  };
}

/**
 * As batches began before they were rows: only up to when they pay.
 * @throws CampaignUnknown, StoreUnavailable
 */
export async function openBefore(
  { pool }: Pick<Batches, 'pool'>,
  request: BatchRequest,
): Promise<Instant> {
  const now = await campaignNow(pool, request.campaign, instant(Date.now()));
  if (now === undefined) throw new CampaignUnknown(`no campaign ${request.campaign}`);
  return request.asOf ?? now;
}

/**
 * A page of a batch that began before batches were rows.
 * @throws StoreUnavailable
 */
export async function runPageBefore(
  batches: Batches,
  batch: BatchBefore,
): Promise<BatchPageBefore> {
  const { pool, nudge, cashProvider: provider, batchPageSize: size } = batches;
  const page = await withTransaction(pool, (db) => turnPageBefore(db, batch, { size, provider }));
  const waiting = page.taken === 0 && (await nextPayoutInMs(pool, provider)) !== null;
  if (page.due > 0 || waiting) await nudge.payouts(provider);
  return page;
}
