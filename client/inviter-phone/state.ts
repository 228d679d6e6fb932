import type pg from 'pg';

import { startOfDay } from '../../domain/calendar.ts';
import { isUse, type Command } from '../../domain/code/command.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import type { CampaignId, SubjectId } from '../../domain/ids.ts';
import { partyOf, type PartyKind } from '../../domain/policy/party.ts';
import type { Instant } from '../../domain/time.ts';
import { compareInviterPhone } from '../../store/parties/inviter-phones.ts';
import { withTransaction } from '../../store/pool.ts';

/** Wrong numbers that one party may give in a day: an address may be that of a whole office. */
const triesMax: Readonly<Partial<Record<PartyKind, number>>> = { person: 5, device: 5, source: 50 };

/** Somebody says that this is the phone of their inviter. */
export interface Stated {
  readonly campaign: CampaignId;
  /** Null where nobody is known by that number. */
  readonly inviter: SubjectId | null;
  /** Blind index of the number. */
  readonly phone: string;
  /** Of the use that it comes with. */
  readonly command: Command;
}

/** When it is said. */
export interface StatedAt {
  readonly now: Instant;
  /** Of the campaign: its days are what tries are bounded by. */
  readonly timeZone: string;
}

/**
 * Why a stated phone is no good: it is another, or too many were before it today, of which the answer is the
 * same for a right one. A wrong one counts against whoever asks, and never against the code.
 * @throws StoreUnavailable
 */
export async function refuseStated(
  pool: pg.Pool,
  { command, ...stated }: Stated,
  { now, timeZone }: StatedAt,
): Promise<Rejection | null> {
  if (!isUse(command)) return null;
  const bounds = Object.entries(triesMax).flatMap(([kind, most]) => {
    const party = partyOf(command, kind as PartyKind);
    return party === undefined ? [] : [{ party, triesMax: most }];
  });
  const day = startOfDay(now, timeZone);
  const compared = await withTransaction(pool, (db) =>
    compareInviterPhone(db, { ...stated, bounds, day }),
  );
  if (compared === 'right') return null;
  return reject(compared === 'wrong' ? 'INVITER_PHONE_WRONG' : 'INVITER_PHONE_TRIES_USED');
}
