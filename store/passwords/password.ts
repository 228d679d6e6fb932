import { randomInt } from 'node:crypto';

import { blindIndex, type BlindIndex, type KeyRing } from '../keys/key-ring.ts';

/** So many digits of which each is equally likely. */
export function drawPassword(digits: number): string {
  // `randomInt` spans less than 2^48, so fourteen digits at most; the schema allows ten.
  return String(randomInt(10 ** digits)).padStart(digits, '0');
}

/** One password of a session: the n-th that was sent. */
export interface PasswordOf {
  readonly session: string;
  readonly sent: number;
  readonly password: string;
}

/** The keyed hash by which a password is known again; nothing else of it is stored. */
export function hashPassword(
  keys: KeyRing,
  { session, sent, password }: PasswordOf,
  keyId?: string,
): BlindIndex {
  return blindIndex(keys, 'password', `${session}/${String(sent)}/${password}`, keyId);
}
