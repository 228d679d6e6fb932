import { reject } from '../../domain/code/rejection.ts';
import type { CampaignId } from '../../domain/ids.ts';
import type { ClosePoints, PointsOutcome, ReservePoints } from '../../domain/points/command.ts';
import type { Instant } from '../../domain/time.ts';
import { bodyHash } from '../commit/body-hash.ts';
import { query, queryOne, type Db } from '../query.ts';
import { lockPointsOperation } from './lock-points.ts';

/**
 * Answers an operation once, in the caller's transaction: what was answered before is answered again,
 * refusals included, and OPERATION_REUSED where another body was asked under its id.
 * @throws StoreUnavailable
 */
export async function answerOnce(
  db: Db,
  asked: {
    readonly command: ReservePoints | ClosePoints;
    readonly campaign: CampaignId;
    readonly now: Instant;
  },
  answer: () => Promise<PointsOutcome>,
): Promise<PointsOutcome> {
  const { command, campaign, now } = asked;
  const { opId, kind } = command;
  const hash = bodyHash(command);
  await lockPointsOperation(db, campaign, opId);
  const before = await storedAnswer(db, campaign, opId);
  if (before !== undefined) {
    return before.bodyHash === hash ? before.outcome : reject('OPERATION_REUSED');
  }
  const outcome = await answer();
  await query(
    db,
    `INSERT INTO points_operation (campaign, op_id, kind, body_hash, outcome, at)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [campaign, opId, kind, hash, JSON.stringify(outcome), now],
  );
  return outcome;
}

interface Stored extends Record<string, unknown> {
  readonly bodyHash: string;
  readonly outcome: PointsOutcome;
}

async function storedAnswer(
  db: Db,
  campaign: CampaignId,
  opId: string,
): Promise<Stored | undefined> {
  return queryOne<Stored>(
    db,
    `SELECT body_hash AS "bodyHash", outcome FROM points_operation WHERE campaign = $1 AND op_id = $2`,
    [campaign, opId],
  );
}
