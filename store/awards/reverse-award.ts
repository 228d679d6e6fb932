import type { AwardOutcome, AwardTakenBack } from '../../domain/award/award.ts';
import { refuseClosedAward, refuseNotOwed } from '../../domain/award/refuse.ts';
import { reject } from '../../domain/code/rejection.ts';
import type { AwardId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';
import { asAward, changeAward, type AwardRow } from './award-row.ts';
import { clearAwardDebt, giveBackAward } from './book-award.ts';
import { lockStanding } from './decide-award.ts';

/** Who takes an award back and why. */
export interface AwardReversal {
  readonly actor: string;
  readonly reason: string;
  /** Whether what was sent is with the provider again, so that nobody owes it. */
  readonly returned: boolean;
  readonly serverNow: Instant;
}

/**
 * Takes an award back, in the caller's transaction: the budget has all of it again, and what the person
 * keeps is a debt. One that was taken back, and whose money came back after that, is owed no more, as far as that is
 * still open; NOT_OWED where it is not. Refuses with AWARD_UNKNOWN, AWARD_CLOSED, and AWARD_IN_FLIGHT from when the
 * provider may have been asked until that is settled. The same again changes nothing.
 * @throws StoreUnavailable
 */
export async function reverseAward(
  db: Db,
  id: AwardId,
  { actor, reason, returned, serverNow }: AwardReversal,
): Promise<AwardOutcome> {
  const standing = await lockStanding(db, id, serverNow);
  if (standing === undefined) return reject('AWARD_UNKNOWN');
  const { award, now: at } = standing;
  const { state, minor, setOff } = award;
  if (state === 'voided' || state === 'reversed') {
    return reverseAgain(db, award, { actor, reason, returned, at });
  }
  if (state === 'due' && !(await stopPayout(db, id))) return reject('AWARD_IN_FLIGHT');
  const isPaid = state === 'paid';
  const changed = await changeAward(db, id, {
    set: 'state = $2, taken_back = $3',
    values: [isPaid ? 'reversed' : 'voided', JSON.stringify({ actor, reason, at, returned })],
  });
  const received = isPaid ? minor : setOff;
  const owed = returned ? setOff : received;
  await giveBackAward(db, changed, { at, reason, actor, received, owed });
  return { ok: true, award: asAward(changed) };
}

/** Of one that is over: the same again, or what was sent came back only after it was taken back. */
async function reverseAgain(db: Db, award: AwardRow, asked: AwardTakenBack): Promise<AwardOutcome> {
  const { state, takenBack } = award;
  if (isRepeated(takenBack, asked)) return { ok: true, award: asAward(award) };
  const nothingOut = takenBack?.returned === true || takenBack?.cleared !== undefined;
  if (state === 'voided' || !asked.returned || nothingOut) {
    return refuseClosedAward(award);
  }
  const { at, reason, actor } = asked;
  if ((await clearAwardDebt(db, award, { at, reason, actor })) === 0) {
    return refuseNotOwed();
  }
  const set = `taken_back = taken_back || jsonb_build_object('cleared', $2::jsonb)`;
  const values = [JSON.stringify({ actor, reason, at })];
  return { ok: true, award: asAward(await changeAward(db, award.award, { set, values })) };
}

function isRepeated(
  before: AwardTakenBack | null,
  { actor, reason, returned }: AwardTakenBack,
): boolean {
  if (before === null) return false;
  const { cleared } = before;
  const said = cleared === undefined ? [before] : [before, { ...cleared, returned: true }];
  return said.some(
    (one) => one.actor === actor && one.reason === reason && one.returned === returned,
  );
}

/** What the provider was never asked for, or has refused, is not sent any more. */
async function stopPayout(db: Db, id: AwardId): Promise<boolean> {
  const payout = await queryOne<{ state: string }>(
    db,
    'SELECT state FROM payout WHERE reward = $1 FOR UPDATE',
    [id],
  );
  if (payout?.state !== 'due' && payout?.state !== 'failed') return false;
  await query(
    db,
    `UPDATE payout SET state = 'failed', last_error = 'taken back before it was sent', changed_at = now()
     WHERE reward = $1 AND state = 'due'`,
    [id],
  );
  return true;
}
