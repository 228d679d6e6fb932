import { assert } from '../../domain/assert.ts';
import type { AwardOutcome, GiveAward } from '../../domain/award/award.ts';
import { refuseBeyondBudget, refuseUnbudgeted } from '../../domain/award/refuse.ts';
import {
  awardNeedsApproval,
  usualAwardTerms,
  type AwardTerms,
} from '../../domain/campaign/award-terms.ts';
import { startOfDay } from '../../domain/calendar.ts';
import type { Terms } from '../../domain/campaign/terms.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { budgetKey } from '../../domain/commit/counters.ts';
import type { AwardId } from '../../domain/ids.ts';
import { minorUnits, type MinorUnits } from '../../domain/money.ts';
import { plus, type Instant } from '../../domain/time.ts';
import { bodyHash } from '../commit/body-hash.ts';
import { queryOne, type Db } from '../query.ts';
import { asAward, awardColumns, loadAward, type AwardRow } from './award-row.ts';
import { holdAward, payAward, takeOfBudget } from './book-award.ts';

/** An award that is asked for, and its id if it is given. */
export interface AskedAward {
  readonly command: GiveAward;
  readonly id: AwardId;
  readonly serverNow: Instant;
}

const insertSql = `
INSERT INTO award AS a (id, campaign, op_id, body_hash, beneficiary, asset, minor, state, note, given_by,
  given_at, decide_by, due_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
RETURNING ${awardColumns}`;

/**
 * Gives an award, in the caller's transaction: its amount is held of the budget, and waits for a second
 * person or, where the terms in force ask for none, is due. The same operation again is answered with
 * the award as it stands. Refuses with CAMPAIGN_UNKNOWN, CAMPAIGN_PAUSED, BUDGET_NOT_ENOUGH and
 * OPERATION_REUSED; what is refused may be asked again under the same id.
 * @throws StoreUnavailable
 */
export async function giveAward(db: Db, asked: AskedAward): Promise<AwardOutcome> {
  const { command, serverNow } = asked;
  const campaign = await awardCampaign(db, command);
  if (campaign === undefined) return reject('CAMPAIGN_UNKNOWN');
  const hash = bodyHash(command);
  const before = await givenBefore(db, command);
  if (before !== undefined) {
    if (before.bodyHash !== hash) return reject('OPERATION_REUSED');
    const award = await loadAward(db, before.id);
    assert(award !== undefined, 'an award that was given is there');
    return { ok: true, award: asAward(award) };
  }
  const refused = refuseFor(campaign, command);
  if (refused !== null) return refused;
  if (!(await takeOfBudget(db, command))) return refuseBudget(db, command);
  return give(db, asked, { hash, ...campaign, now: plus(serverNow, campaign.offsetMs) });
}

async function give(
  db: Db,
  { command, id }: AskedAward,
  at: Pick<AwardCampaign, 'awards' | 'timeZone'> & { readonly hash: string; readonly now: Instant },
): Promise<AwardOutcome> {
  const { campaign, opId, person, asset, minor, note, actor } = command;
  const { hash, awards, now } = at;
  const before = await givenFreely(db, command, startOfDay(now, at.timeZone));
  const waits = awardNeedsApproval(awards, { asset, minor }, before);
  const decideBy = waits ? plus(now, awards.withinMs) : null;
  const row = await queryOne<AwardRow & Record<string, unknown>>(db, insertSql, [
    ...[id, campaign, opId, hash, person, asset, minor, waits ? 'held' : 'due', note, actor],
    ...[now, decideBy, waits ? null : now],
  ]);
  assert(row !== undefined, 'an award that is given is there');
  await holdAward(db, row);
  return { ok: true, award: asAward(waits ? row : await payAward(db, row, now)) };
}

const freely = `campaign = $1 AND asset = $2 AND given_at >= $3 AND decide_by IS NULL AND state <> 'voided'`;

/**
 * What was given without a second person since an instant: to this person, or by this actor to anybody,
 * whichever is more. Whoever asks holds the budget, so that of two
 * awards the second counts the first.
 */
async function givenFreely(
  db: Db,
  { campaign, person, asset, actor }: GiveAward,
  since: Instant,
): Promise<number> {
  const row = await queryOne<{ minor: number }>(
    db,
    `SELECT greatest(
       (SELECT sum(minor) FROM award WHERE ${freely} AND beneficiary = $4),
       (SELECT sum(minor) FROM award WHERE ${freely} AND plain_name(given_by) = plain_name($5)),
       0
     )::bigint AS minor`,
    [campaign, asset, since, person, actor],
  );
  return row?.minor ?? 0;
}

interface AwardCampaign {
  readonly status: 'open' | 'paused' | 'closed';
  readonly budget: Terms['budget'];
  readonly awards: AwardTerms;
  readonly offsetMs: number;
  readonly timeZone: string;
}

interface CampaignRow extends Record<string, unknown>, Omit<AwardCampaign, 'awards'> {
  readonly awards: AwardTerms | null;
}

async function awardCampaign(db: Db, { campaign }: GiveAward): Promise<AwardCampaign | undefined> {
  const row = await queryOne<CampaignRow>(
    db,
    `SELECT c.status, c.clock_offset_ms AS "offsetMs", v.terms -> 'budget' AS budget,
       v.terms -> 'awards' AS awards, v.terms #>> '{period,timeZone}' AS "timeZone"
     FROM campaign c JOIN campaign_version v ON v.digest = c.digest WHERE c.id = $1`,
    [campaign],
  );
  return row && { ...row, awards: row.awards ?? usualAwardTerms };
}

/** Lets one at a time answer an operation, and finds what it has given. */
async function givenBefore(
  db: Db,
  { campaign, opId }: GiveAward,
): Promise<{ readonly id: AwardId; readonly bodyHash: string } | undefined> {
  const name = `award ${campaign} ${opId}`;
  await queryOne(db, 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
  return queryOne<{ id: AwardId; bodyHash: string }>(
    db,
    'SELECT id, body_hash AS "bodyHash" FROM award WHERE campaign = $1 AND op_id = $2',
    [campaign, opId],
  );
}

function refuseFor({ status, budget }: AwardCampaign, command: GiveAward): Rejection | null {
  if (status === 'paused') return reject('CAMPAIGN_PAUSED');
  if (budget.some(({ asset }) => asset === command.asset)) return null;
  return refuseUnbudgeted(command, budget);
}

async function refuseBudget(db: Db, command: GiveAward): Promise<Rejection> {
  const row = await queryOne<{ left: MinorUnits }>(
    db,
    'SELECT max - used AS left FROM counter WHERE campaign = $1 AND key = $2',
    [command.campaign, budgetKey(command.asset)],
  );
  return refuseBeyondBudget(command, row?.left ?? minorUnits(0));
}
