import { assert } from '../../domain/assert.ts';
import type { AwardDecision, AwardOutcome } from '../../domain/award/award.ts';
import { refuseClosedAward, refuseOwnApproval } from '../../domain/award/refuse.ts';
import { reject } from '../../domain/code/rejection.ts';
import type { AwardId } from '../../domain/ids.ts';
import { isSamePerson } from '../../domain/same-person.ts';
import type { Instant } from '../../domain/time.ts';
import { campaignNow } from '../payouts/campaign-now.ts';
import { query, type Db } from '../query.ts';
import { asAward, changeAward, lockAward, type AwardRow } from './award-row.ts';
import { giveBackAward, nothing, payAward } from './book-award.ts';

/**
 * Approves or refuses an award that waits, in the caller's transaction; the same person's same decision
 * again is answered with the award as it stands. Refuses with AWARD_UNKNOWN, AWARD_CLOSED, also where
 * the deadline is over, and SECOND_PERSON_NEEDED: whoever gave it may refuse it, not approve it.
 * @throws StoreUnavailable
 */
export async function decideAward(
  db: Db,
  id: AwardId,
  { decision, actor, reason, serverNow }: AwardDecision & { readonly serverNow: Instant },
): Promise<AwardOutcome> {
  const standing = await lockStanding(db, id, serverNow);
  if (standing === undefined) return reject('AWARD_UNKNOWN');
  const { award, now } = standing;
  const decided = decision === 'approve' ? 'approved' : 'refused';
  if (award.state !== 'held') {
    const isRepeated = award.decidedBy === actor && award.decision === decided;
    if (isRepeated) return { ok: true, award: asAward(award) };
    return refuseClosedAward(award);
  }
  if (decision === 'approve' && isSamePerson(award.givenBy, actor)) {
    return refuseOwnApproval(actor);
  }
  const isApproved = decision === 'approve';
  const changed = await changeAward(db, id, {
    set: `state = $2, decision = $3, decided_by = $4, decided_reason = $5, decided_at = $6::bigint,
      due_at = CASE WHEN $2 = 'due' THEN $6::bigint END`,
    values: [isApproved ? 'due' : 'voided', decided, actor, reason, now],
  });
  if (isApproved) return { ok: true, award: asAward(await payAward(db, changed, now)) };
  await giveBackAward(db, changed, { at: now, reason, actor, received: nothing, owed: nothing });
  return { ok: true, award: asAward(changed) };
}

/** An award that is locked, with its deadline passed, and its campaign's now. */
export async function lockStanding(
  db: Db,
  id: AwardId,
  serverNow: Instant,
): Promise<{ readonly award: AwardRow; readonly now: Instant } | undefined> {
  const award = await lockAward(db, id);
  if (award === undefined) return undefined;
  const now = await campaignNow(db, award.campaign, serverNow);
  assert(now !== undefined, 'an award has its campaign');
  const { state, decideBy } = award;
  const isOver = state === 'held' && decideBy !== null && decideBy <= now;
  return { award: isOver ? await lapse(db, award, decideBy) : award, now };
}

/** As of its own instant, so that it is the same whoever is late to do it. */
async function lapse(db: Db, award: AwardRow, at: Instant): Promise<AwardRow> {
  const changed = await changeAward(db, award.award, {
    set: `state = 'voided', decision = 'lapsed', decided_at = $2`,
    values: [at],
  });
  const reason = 'nobody decided in time';
  await giveBackAward(db, changed, { at, reason, actor: null, received: nothing, owed: nothing });
  return changed;
}

/**
 * Awards about which nobody decided by their deadline, as of a server's instant; at most so many.
 * @throws StoreUnavailable
 */
export async function overdueAwards(
  db: Db,
  serverNow: Instant,
  limit: number,
): Promise<readonly AwardId[]> {
  const rows = await query<{ id: AwardId }>(
    db,
    `SELECT a.id FROM campaign c JOIN award a ON a.campaign = c.id
     WHERE a.state = 'held' AND a.decide_by <= $1 + c.clock_offset_ms LIMIT $2`,
    [serverNow, limit],
  );
  return rows.map(({ id }) => id);
}
