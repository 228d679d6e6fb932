import { assert } from '../../domain/assert.ts';
import type { BatchTerms } from '../../domain/campaign/batch-terms.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import type { BatchName, BatchProgress, BatchRequest } from '../../domain/delivery/batch.ts';
import type { CampaignId, RewardId, StreamId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';

/** A payout batch as it is kept, also when its workflow is forgotten. */
export interface BatchRow extends BatchName, BatchProgress {
  /** Of `after-stream`: whose rewards it pays; null: those of all streams. */
  readonly stream: StreamId | null;
  readonly workflow: string;
  readonly publishedBy: string;
  /** Null: its schedule. */
  readonly startedBy: string | null;
  /** What the version in force said when it began. */
  readonly terms: BatchTerms | null;
  /** How far gathering, and after it paying, has come. */
  readonly pastDueAt: Instant;
  readonly pastReward: RewardId;
  readonly decidedAt: Instant | null;
  readonly openedAt: Instant;
  readonly endedAt: Instant | null;
}

const ms = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::bigint`;

const columns = `
campaign, number, timing, stream, as_of AS "asOf", state, workflow, published_by AS "publishedBy",
started_by AS "startedBy", terms, gathered, left_over AS "leftOver", past_due_at AS "pastDueAt",
past_reward AS "pastReward", due, paid, taken_back AS "takenBack",
${ms('decide_by')} AS "decideBy", ${ms('decided_at')} AS "decidedAt", decided_by AS "decidedBy", reason,
${ms('opened_at')} AS "openedAt", ${ms('ended_at')} AS "endedAt"`;

type Columns = BatchRow & Record<string, unknown>;

/** The workflow that a batch belongs to. */
export interface BatchOwner {
  readonly workflow: string;
  /** Its first run, which stays the same over continue-as-new. */
  readonly run: string;
}

const beginSql = `
INSERT INTO payout_batch (campaign, number, timing, as_of, workflow, run, published_by, started_by, terms, stream)
SELECT $1, 1 + coalesce((SELECT max(number) FROM payout_batch WHERE campaign = $1), 0), $2, $3, $4, $5,
  $6, $7, $8, $9
ON CONFLICT (run) DO NOTHING`;

/**
 * Begins a batch, under the campaign's next number, or finds the one that this workflow began before.
 * To be called in a transaction. Undefined for no such campaign.
 * @throws StoreUnavailable
 */
export async function beginBatch(
  db: Db,
  request: BatchRequest & { readonly asOf: Instant },
  { workflow, run }: BatchOwner,
): Promise<BatchRow | undefined> {
  const { campaign, timing, asOf, startedBy = null, stream = null } = request;
  // One at a time a campaign, for the number.
  const version = await queryOne<{ publishedBy: string; payouts: Terms['payouts'] | null }>(
    db,
    `SELECT v.published_by AS "publishedBy", v.terms -> 'payouts' AS payouts
     FROM campaign c JOIN campaign_version v ON v.digest = c.digest
     WHERE c.id = $1 FOR NO KEY UPDATE OF c`,
    [campaign],
  );
  if (version === undefined) return undefined;
  const terms = version.payouts ? JSON.stringify(version.payouts) : null;
  await query(db, beginSql, [
    ...[campaign, timing, asOf, workflow, run, version.publishedBy, startedBy, terms, stream],
  ]);
  const sql = `SELECT ${columns} FROM payout_batch WHERE run = $1`;
  const row = await queryOne<Columns>(db, sql, [run]);
  assert(row !== undefined, 'a batch that was begun is there');
  return row;
}

/**
 * One batch; undefined for none of this name.
 * @throws StoreUnavailable
 */
export async function loadBatch(
  db: Db,
  { campaign, number }: BatchName,
): Promise<BatchRow | undefined> {
  const sql = `SELECT ${columns} FROM payout_batch WHERE campaign = $1 AND number = $2`;
  return queryOne<Columns>(db, sql, [campaign, number]);
}

/**
 * One batch that nobody else changes until the caller's transaction is over.
 * @throws StoreUnavailable
 */
export async function lockBatch(
  db: Db,
  { campaign, number }: BatchName,
): Promise<BatchRow | undefined> {
  const sql = `SELECT ${columns} FROM payout_batch WHERE campaign = $1 AND number = $2 FOR UPDATE`;
  return queryOne<Columns>(db, sql, [campaign, number]);
}

/** Which batches are looked for. */
export interface BatchFilter {
  /** Null: of all campaigns. */
  readonly campaigns: readonly CampaignId[] | null;
  /** `waiting`: those that somebody has to decide; `open`: those that are not over. */
  readonly only: 'waiting' | 'open' | null;
  readonly limit: number;
}

/**
 * Batches, the latest first.
 * @throws StoreUnavailable
 */
export async function listBatches(
  db: Db,
  { campaigns, only, limit }: BatchFilter,
): Promise<BatchRow[]> {
  const sql = `SELECT ${columns} FROM payout_batch
    WHERE ($1::text[] IS NULL OR campaign = ANY ($1))
      AND ($2::text IS NULL OR (ended_at IS NULL AND ($2 = 'open' OR state = $2)))
    ORDER BY opened_at DESC, number DESC LIMIT $3`;
  return query<Columns>(db, sql, [campaigns, only, limit]);
}

/**
 * The batch that a workflow of this id has begun last; undefined while it has none.
 * @throws StoreUnavailable
 */
export async function batchOfWorkflow(db: Db, workflow: string): Promise<BatchRow | undefined> {
  const sql = `SELECT ${columns} FROM payout_batch WHERE workflow = $1
    ORDER BY number DESC LIMIT 1`;
  return queryOne<Columns>(db, sql, [workflow]);
}
