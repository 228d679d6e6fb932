import { exactly } from '../code/exact-words.ts';
import { reject, type Rejection } from '../code/rejection.ts';
import type { Instant } from '../time.ts';

/** What is known of the password that was sent last, where none may be entered any more. */
export interface ClosedPassword {
  readonly expiresAt: Instant;
  /** When it was entered rightly; null where it was not. */
  readonly passedAt: Instant | null;
}

/** Why nothing is compared with a password: it is over, or too many wrong ones were entered. */
export function refuseEntry({ expiresAt, passedAt }: ClosedPassword, now: Instant): Rejection {
  if (passedAt === null && now >= expiresAt) return reject('PASSWORD_EXPIRED');
  return reject('PASSWORD_TRIES_USED', {
    message: exactly('passwordTriesUsed'),
  });
}

/** A wrong password, and how many more may be entered. */
export function refuseWrongPassword(left: number): Rejection {
  const more =
    left === 0
      ? exactly('anotherPassword')
      : exactly(left === 1 ? 'oneMoreTry' : 'moreTries', left);
  return reject('PASSWORD_WRONG', { message: exactly('passwordWrong', more) });
}
