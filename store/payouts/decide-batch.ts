import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { batchId, type BatchDecision, type BatchName } from '../../domain/delivery/batch.ts';
import { isSamePerson } from '../../domain/same-person.ts';
import { query, type Db } from '../query.ts';
import { lockBatch, type BatchRow } from './batch-row.ts';

const decideSql = `
UPDATE payout_batch
SET state = $3, decided_at = now(), decided_by = $4, reason = $5,
    ended_at = CASE WHEN $3 = 'refused' THEN now() END
WHERE campaign = $1 AND number = $2`;

/**
 * Decides about a batch that waits, in the caller's transaction; null when it is decided so, also by
 * a call before. Who published the terms in force or began the batch may refuse it, not approve it.
 * @throws StoreUnavailable
 */
export async function decideBatch(
  db: Db,
  name: BatchName,
  { decision, actor, reason }: BatchDecision,
): Promise<Rejection | null> {
  const batch = await lockBatch(db, name);
  if (batch === undefined) return reject('BATCH_UNKNOWN');
  if (batch.state !== 'waiting') {
    const isApproved = batch.state !== 'refused';
    const isRepeated = batch.decidedBy === actor && isApproved === (decision === 'approve');
    return isRepeated ? null : reject('BATCH_CLOSED', { message: closedText(batch) });
  }
  const first = decision === 'approve' ? firstPersonIn(batch, actor) : undefined;
  if (first !== undefined) {
    const message = `${actor} ${first}; somebody else has to approve it`;
    return reject('SECOND_PERSON_NEEDED', { message });
  }
  const { campaign, number } = name;
  const state = decision === 'approve' ? 'paying' : 'refused';
  await query(db, decideSql, [campaign, number, state, actor, reason]);
  return null;
}

/**
 * Refuses a batch about which nobody decided by its deadline, in the caller's transaction; before
 * that, or when it is decided, it changes nothing.
 * @throws StoreUnavailable
 */
export async function lapseBatch(db: Db, { campaign, number }: BatchName): Promise<void> {
  await query(
    db,
    `UPDATE payout_batch
     SET state = 'refused', decided_at = now(), ended_at = now(), reason = 'nobody decided in time'
     WHERE campaign = $1 AND number = $2 AND state = 'waiting' AND decide_by <= now()`,
    [campaign, number],
  );
}

function firstPersonIn({ publishedBy, startedBy }: BatchRow, actor: string): string | undefined {
  if (isSamePerson(publishedBy, actor)) return 'published the version in force';
  return startedBy !== null && isSamePerson(startedBy, actor) ? 'started this batch' : undefined;
}

function closedText(batch: BatchRow): string {
  const id = batchId(batch);
  if (batch.state === 'gathering') return `batch ${id} is still being gathered`;
  if (batch.decidedAt === null) return `batch ${id} needed no approval`;
  const word = batch.state === 'refused' ? 'refused' : 'approved';
  return `batch ${id} is already ${word}, ${batch.decidedBy === null ? '' : `by ${batch.decidedBy}: `}${batch.reason ?? ''}`;
}
