import type { LoginTerms } from '../../domain/campaign/scenario.ts';
import { reject, type Rejection } from '../../domain/code/rejection.ts';
import { formatDuration, plus, type Instant } from '../../domain/time.ts';
import type { Db } from '../query.ts';
import { countWrong, hourMs, type Tries, type Trying } from './login-tries.ts';

/** Who enters codes of a line, and how often they may be wrong. */
export interface Limited extends Trying {
  readonly terms: LoginTerms;
  /** By the campaign's clock. */
  readonly now: Instant;
}

/** Wrong codes of anybody in a day, in hours' worth of one party, after which one right code is not enough. */
const partiesMax = 5;

/** The wrong codes in this hour of the party that has most of them. */
export function wrongOf(tries: readonly Tries[]): number {
  return Math.max(0, ...tries.map((one) => one.wrong));
}

/** Why nobody may enter another code yet: one of those who do was wrong too often. */
export function refuseTries(
  { terms, serverNow, now }: Pick<Limited, 'terms' | 'serverNow' | 'now'>,
  tries: readonly Tries[],
): Rejection | null {
  const used = tries.filter(({ wrong }) => wrong >= terms.attemptsAnHour);
  if (used.length === 0) return null;
  const waitMs = Math.max(...used.map(({ since }) => since + hourMs - serverNow));
  return reject('DYNAMIC_CODE_TRIES_USED', {
    message: `too many wrong codes were entered: wait ${formatDuration(Math.ceil(waitMs / 1000) * 1000)}`,
    until: plus(now, waitMs),
  });
}

/**
 * Counts a wrong code for all who entered it; from some number by anybody on, the line's codes are slowed.
 * @throws StoreUnavailable
 */
export async function countWrongTry(
  db: Db,
  limited: Trying & Pick<Limited, 'terms'>,
): Promise<void> {
  await countWrong(db, limited, partiesMax * limited.terms.attemptsAnHour);
}
