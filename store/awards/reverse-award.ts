import { awardInWords, type AwardOutcome, type AwardTakenBack } from '../../domain/award/award.ts';
import { reject } from '../../domain/code/rejection.ts';
import type { AwardId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';
import { query, queryOne, type Db } from '../query.ts';
import { asAward, changeAward } from './award-row.ts';
import { giveBackAward } from './book-award.ts';
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
 * keeps is a debt. Refuses with AWARD_UNKNOWN, AWARD_CLOSED, and AWARD_IN_FLIGHT from when the
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
  const { state, minor, setOff, takenBack } = award;
  if (state === 'voided' || state === 'reversed') {
    if (isRepeated(takenBack, { actor, reason, returned }))
      return { ok: true, award: asAward(award) };
    return reject('AWARD_CLOSED', { message: `${id} ${awardInWords(award)}` });
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

function isRepeated(
  before: AwardTakenBack | null,
  { actor, reason, returned }: Omit<AwardReversal, 'serverNow'>,
): boolean {
  if (before === null) return false;
  return before.actor === actor && before.reason === reason && before.returned === returned;
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
