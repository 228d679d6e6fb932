import type { PasswordTerms } from '../campaign/scenario.ts';
import { exactly } from '../code/exact-words.ts';
import { reject, type Rejection } from '../code/rejection.ts';
import { formatDuration, plus, type Instant } from '../time.ts';

/** The passwords that were sent to one phone for one code, of which the last is the valid one. */
export interface PasswordSession {
  readonly id: string;
  readonly sent: number;
  readonly sentAt: Instant;
  readonly expiresAt: Instant;
  /** Whether a use rests on its password already. */
  readonly isUsed: boolean;
}

/** What is known of a phone when it asks for a password. */
export interface Sending {
  readonly latest: PasswordSession | undefined;
  /** Sessions of the phone in this campaign since the day began. */
  readonly sessionsToday: number;
  readonly nextDay: Instant;
  readonly now: Instant;
}

/**
 * Whether the next password belongs to the session that goes on, or begins one, or cannot be sent yet:
 * then until when. It knows nothing of whether there is such a code.
 */
export function planSend(
  terms: PasswordTerms,
  { latest, sessionsToday, nextDay, now }: Sending,
): { readonly continues: PasswordSession | undefined } | Rejection {
  if (latest !== undefined) {
    const resendAt = plus(latest.sentAt, terms.resendAfterMs);
    if (now < resendAt) return notYet(resendAt, now, exactly('passwordJustSent'));
    const goesOn = now < latest.expiresAt && !latest.isUsed;
    if (goesOn && latest.sent < terms.sendsMax) return { continues: latest };
    const many = exactly('passwordsSent', latest.sent);
    if (goesOn) return notYet(latest.expiresAt, now, many);
  }
  const { sessionsPerDay } = terms;
  if (sessionsToday < sessionsPerDay) return { continues: undefined };
  return notYet(nextDay, now, exactly('passwordsAsked', sessionsPerDay));
}

function notYet(until: Instant, now: Instant, why: string): Rejection {
  const wait = formatDuration(Math.ceil((until - now) / 1000) * 1000);
  const message = exactly('passwordNotYet', why, wait);
  return reject('PASSWORD_NOT_YET', { message, until });
}
