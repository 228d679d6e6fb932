import type pg from 'pg';

import { startOfDay } from '../../domain/calendar.ts';
import type { UseCommand } from '../../domain/code/command.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import { phoneTryBounds } from '../../domain/inviter-phone/tries.ts';
import { partiesOf, type PartyKey } from '../../domain/policy/party.ts';
import type { Instant } from '../../domain/time.ts';
import { compareInviterPhone } from '../../store/parties/inviter-phones.ts';
import { withTransaction } from '../../store/pool.ts';
import { failingParties } from '../failing.ts';
import type { Person } from '../subject.ts';

/** Somebody says that this is the phone of their inviter. */
export interface Stated {
  readonly campaign: CampaignId;
  /** Null where nobody is known by that number. */
  readonly inviter: SubjectId | null;
  /** Blind index of the number. */
  readonly phone: string;
  /** Of the use that it comes with, and whom it names. */
  readonly command: UseCommand;
  readonly invitee: Person;
}

/** When it is said. */
export interface StatedAt {
  readonly now: Instant;
  /** Of the campaign: its days are what tries are bounded by. */
  readonly timeZone: string;
}

/**
 * Whose tries are counted. Where the address is known that bounds them, nobody's are used up in their name by
 * whoever claims their phone.
 */
function triersOf(command: UseCommand, invitee: Person): readonly PartyKey[] {
  return command.source === undefined ? partiesOf(command) : failingParties(command, invitee);
}

/**
 * Why a stated phone is no good: it is another, or too many were before it today, of which the answer is the
 * same for a right one. A wrong one counts against whoever asks, and never against the code.
 * @throws StoreUnavailable
 */
export async function refuseStated(
  pool: pg.Pool,
  { command, invitee, ...stated }: Stated,
  { now, timeZone }: StatedAt,
): Promise<Rejection | null> {
  const bounds = phoneTryBounds(triersOf(command, invitee));
  const day = startOfDay(now, timeZone);
  const compared = await withTransaction(pool, (db) =>
    compareInviterPhone(db, { ...stated, bounds, day }),
  );
  if (compared === 'right') return null;
  return reject(compared === 'wrong' ? 'INVITER_PHONE_WRONG' : 'INVITER_PHONE_TRIES_USED');
}
