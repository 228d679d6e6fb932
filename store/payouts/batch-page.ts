import {
  batchId,
  gather,
  needsApproval,
  type BatchName,
  type BatchState,
} from '../../domain/delivery/batch.ts';
import type { RewardId } from '../../domain/ids.ts';
import type { Asset, MinorUnits } from '../../domain/money.ts';
import { query, type Db } from '../query.ts';
import { batchesPaused } from './batch-gate.ts';
import { lockBatch, type BatchRow } from './batch-row.ts';
import { turnRewards, type HeldReward } from './turn-rewards.ts';

interface Page {
  readonly size: number;
  readonly provider: string;
}

interface Candidate {
  id: RewardId;
  dueAt: number;
  asset: Asset;
  minor: MinorUnits;
}

/** What one page of a batch came to. */
export interface TurnedPage {
  /** Whether something was queued for the provider. */
  readonly queued: boolean;
  /** Who has paused the campaign's batches, in words; then nothing was done. */
  readonly paused: string | null;
}

const candidatesSql = `
SELECT id, due_at AS "dueAt", asset, minor FROM reward
WHERE campaign = $1 AND timing = $2 AND state = 'held' AND due_at <= $3
  AND (due_at, id) > ($4, $5) AND NOT in_open_batch(id)
  AND ($7::text IS NULL OR stream = $7) AND (stream IS NULL OR stream_settled(campaign, stream))
ORDER BY due_at, id LIMIT $6`;

/** A reward of a batch that was refused passes on; one of any other stays where it is. */
const takeSql = `
INSERT INTO payout_batch_reward AS i (reward, campaign, number, due_at, asset, minor)
SELECT id, $1, $2, due_at, asset, minor FROM reward WHERE id = ANY ($3)
ON CONFLICT (reward) DO UPDATE SET number = EXCLUDED.number, minor = EXCLUDED.minor
WHERE EXISTS (SELECT FROM payout_batch b
  WHERE b.campaign = i.campaign AND b.number = i.number AND b.state = 'refused')`;

const saveGatheredSql = `
UPDATE payout_batch SET gathered = $3, left_over = $4, past_due_at = $5, past_reward = $6
WHERE campaign = $1 AND number = $2`;

/** Paying begins again at the first; the end of a batch that has nothing comes with its first page. */
const endGatheringSql = `
UPDATE payout_batch
SET state = $3, past_due_at = -1, past_reward = '',
    decide_by = CASE WHEN $3 = 'waiting' THEN now() + $4 * interval '1 millisecond' END
WHERE campaign = $1 AND number = $2`;

const pageSql = `
SELECT i.reward AS id, i.due_at AS "dueAt", r.code, r.kind, r.beneficiary
FROM payout_batch_reward i JOIN reward r ON r.id = i.reward
WHERE i.campaign = $1 AND i.number = $2 AND (i.due_at, i.reward) > ($3, $4)
ORDER BY i.due_at, i.reward LIMIT $5`;

const savePaidSql = `
UPDATE payout_batch SET due = due + $3, paid = paid + $4, taken_back = taken_back + $5,
  past_due_at = $6, past_reward = $7
WHERE campaign = $1 AND number = $2`;

/**
 * Does the next page of a batch in the caller's transaction: takes rewards on while it gathers, turns
 * them due while it pays; in any other state, and while it is paused, nothing. How far it came stands
 * in its row, so that a page that is lost is done again and one that was done is not.
 * @throws StoreUnavailable
 */
export async function turnBatchPage(db: Db, name: BatchName, page: Page): Promise<TurnedPage> {
  const batch = await lockBatch(db, name);
  if (batch?.state !== 'gathering' && batch?.state !== 'paying') {
    return { queued: false, paused: null };
  }
  const paused = await batchesPaused(db, name.campaign);
  if (paused !== null) return { queued: false, paused };
  if (batch.state === 'paying') return { queued: await payPage(db, batch, page), paused };
  await gatherPage(db, batch, page.size);
  return { queued: false, paused };
}

async function gatherPage(db: Db, batch: BatchRow, size: number): Promise<void> {
  const { campaign, number, timing, stream, asOf, pastDueAt, pastReward, terms } = batch;
  // Two that gather at once would take on the same rewards.
  await query(db, 'SELECT FROM campaign WHERE id = $1 FOR NO KEY UPDATE', [campaign]);
  const candidates = await query<Candidate>(db, candidatesSql, [
    ...[campaign, timing, asOf, pastDueAt, pastReward, size, stream],
  ]);
  const last = candidates.at(-1);
  if (last === undefined) return endGathering(db, batch);
  const { taken, gathered, leftOver } = gather(candidates, terms?.max ?? [], batch);
  await query(db, takeSql, [campaign, number, taken.map(({ id }) => id)]);
  await query(db, saveGatheredSql, [
    ...[campaign, number, JSON.stringify(gathered), JSON.stringify(leftOver), last.dueAt, last.id],
  ]);
}

async function endGathering(db: Db, { campaign, number, ...batch }: BatchRow): Promise<void> {
  const approval = batch.terms?.approval ?? null;
  const next: BatchState = needsApproval(batch.gathered, approval) ? 'waiting' : 'paying';
  await query(db, endGatheringSql, [campaign, number, next, approval?.withinMs ?? 0]);
}

async function payPage(db: Db, batch: BatchRow, { size, provider }: Page): Promise<boolean> {
  const { campaign, number, asOf, pastDueAt, pastReward } = batch;
  const rewards = await query<HeldReward & { dueAt: number } & Record<string, unknown>>(
    db,
    pageSql,
    [campaign, number, pastDueAt, pastReward, size],
  );
  const last = rewards.at(-1);
  if (last === undefined) {
    await query(
      db,
      `UPDATE payout_batch SET state = 'done', ended_at = now() WHERE campaign = $1 AND number = $2`,
      [campaign, number],
    );
    return false;
  }
  const reason = `batch ${batchId(batch)}`;
  const { due, paid } = await turnRewards(db, rewards, { provider, at: asOf, reason });
  const takenBack = rewards.length - due - paid;
  await query(db, savePaidSql, [campaign, number, due, paid, takenBack, last.dueAt, last.id]);
  return due > 0;
}
